from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.core.choosing import RowsField
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import Role
from luoshi.org.tree import tree_of


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("账号或密码不对。密码区分大小写；连续输错五次将暂停登录一刻钟。"),
        "inactive": _("此账号已停用，请联系安全管理员。"),
    }


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class UnitChoice(forms.ModelChoiceField):
    """The units of the post's zone in tree order, each under its parent."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), empty_label=None, **kwargs)


def offer_units(form: forms.BaseForm, name: str, post: Post) -> None:
    choice = cast("UnitChoice", form.fields[name])
    choice.queryset = Unit.objects.visible_to(post)
    choice.choices = [(line.unit.pk, "　" * line.depth + line.unit.name) for line in tree_of(post.zone)]


class UnitForm(forms.ModelForm):
    class Meta:
        model = Unit
        fields = ("name", "short_name", "aliases", "position")


class NewUnitForm(UnitForm):
    parent = UnitChoice(label=_("上级单位"))
    field_order = ("parent", "name", "short_name", "aliases", "position")

    def __init__(self, post: Post, data: Any = None) -> None:
        super().__init__(data)
        offer_units(self, "parent", post)


class UnitsChoice(RowsField):
    """Some units of the post's zone: 分管单位."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("只有分管领导填写；下属单位一并分管")
        widget = forms.CheckboxSelectMultiple
        super().__init__(queryset=Unit.objects.none(), required=False, help_text=help_text, widget=widget, **kwargs)


def offer_charge(form: forms.BaseForm, post: Post) -> None:
    choice = cast("UnitsChoice", form.fields["in_charge"])
    choice.queryset = Unit.objects.visible_to(post).exclude(zone=None).in_force(clock.today())


class PostForm(forms.Form):
    unit = UnitChoice(label=_("单位"))
    role = forms.ChoiceField(label=_("角色"), choices=Role.choices, initial=Role.LIAISON)
    title = forms.CharField(label=_("职务"), max_length=40, required=False)
    starts = forms.DateField(label=_("任职日期"), initial=clock.today, widget=DateInput)
    in_charge = UnitsChoice(label=_("分管单位"))
    reason = forms.CharField(label=_("事由"), max_length=200, required=False, help_text=_("如任免文号"))

    def __init__(self, post: Post, data: Any = None) -> None:
        super().__init__(data)
        offer_units(self, "unit", post)
        offer_charge(self, post)


class NewPersonForm(PostForm):
    name = forms.CharField(label=_("姓名"), max_length=40)
    username = forms.CharField(label=_("账号"), max_length=40, help_text=_("登录时用，建议用姓名全拼"))
    phone = forms.CharField(label=_("电话"), max_length=20, required=False)
    field_order = ("name", "username", "phone", "unit", "role", "title", "starts", "in_charge", "reason")


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ("name", "phone")


class ChangePostForm(forms.Form):
    title = forms.CharField(label=_("职务"), max_length=40, required=False)
    in_charge = UnitsChoice(label=_("分管单位"))
    reason = forms.CharField(label=_("事由"), max_length=200, required=False)

    def __init__(self, by: Post, post: Post, data: Any = None) -> None:
        super().__init__(data, initial={"title": post.title, "in_charge": post.in_charge.all()})
        offer_charge(self, by)
        if post.role != Role.CHARGE:
            del self.fields["in_charge"]


class EndPostForm(forms.Form):
    last_day = forms.DateField(label=_("最后任职日"), initial=clock.today, widget=DateInput)
    reason = forms.CharField(label=_("事由"), max_length=200, required=False)


class DeputyForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label=_("代理人"), empty_label=_("请选择"))
    starts = forms.DateField(label=_("代理自"), initial=clock.today, widget=DateInput)
    ends = forms.DateField(label=_("代理至"), widget=DateInput)
    reason = forms.CharField(label=_("事由"), max_length=200, required=False)

    def __init__(self, by: Post, post: Post, data: Any = None) -> None:
        super().__init__(data)
        people = Person.objects.visible_to(by).filter(is_active=True).exclude(pk=post.person_id)
        cast("forms.ModelChoiceField", self.fields["person"]).queryset = people
