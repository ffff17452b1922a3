"""Labels over who is charged with the work, and by when: 牵头责任单位：, 分管副县长：, 完成时限：."""

# What may be asked of a unit, and the nouns for one.
CHARGED = "牵头|责任|负责|主责|配合|参与|参加|承办|主办|协办|会办|协作|协助|协同|指导|实施|落实"
CHARGED_NOUN = "单位|部门|处室|科室|主体"
# Said of a unit only in a label.
ENTRUSTED = "主管|包保|包联|包抓|承接"
_BESIDE = "及|和|与|或|、|/"
_IN_BRACKETS = "（[^（）：]{1,8}）"

UNITS_LABEL = (
    f"(?:主要|协同|共同|具体|第一)*(?:{CHARGED}|{ENTRUSTED})(?:(?:{_BESIDE})?(?:{CHARGED}))?(?:{CHARGED_NOUN})"
    f"(?:(?:{_BESIDE})(?:{CHARGED}){{1,2}}(?:{CHARGED_NOUN})?|{_IN_BRACKETS})?"
)
_RANK = "(?:[省市州盟区县旗镇]级?|党委|政府|党政|单位|部门)?"
PERSONS_LABEL = (
    f"(?:(?:主要|第一|直接|具体)?(?:{CHARGED}|{ENTRUSTED}|分管|包案|挂帅|挂点|督办|督导|联系(?!人)){{1,2}}{_RANK}"
    f"(?:领导|负责人|负责同志|人)|分管副?[省市州区县旗镇]长)(?:{_IN_BRACKETS})?"
)
TIME_LABEL = "(?:(?:完成|办结|整改|落实|计划|实施)+(?:时限|期限|时间)|时限|时间节点)(?:要求|节点)?"
# Whoever watches is none of those who act.
WATCHING = "督办|督查|督导|监督|考核|验收|销号"
WATCHERS_LABEL = f"(?:{WATCHING})(?:{CHARGED_NOUN})"
