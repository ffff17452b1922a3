from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.org.models.people import Person


class SecondFactor(models.Model):
    """What a person's authenticator shares with the site (RFC 6238). ``recovery`` are hashes of codes not yet used.

    ``last_step`` is the time step of the last code taken: none is taken twice.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="second_factor")
    secret = models.CharField(max_length=64)
    last_step = models.PositiveBigIntegerField(default=0)
    recovery = models.JSONField(default=list)

    class Meta:
        verbose_name = _("第二重验证")
