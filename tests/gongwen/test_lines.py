"""Lines that go on and lines that do not: broken at one width as a PDF's are, or a paragraph each."""

from gongwen.reader import read

BROKEN = """公园建设方案
一、总体要求
坚持便民利民，把公园建在群众家门口，用三年时间
把全区口袋公园建成群众休闲的好去处，努力让群众
走得进、留得住、玩得好。
二、重点任务
（一）加快公园建设。完善公园的步道、照明和排水设
施，新建口袋公园3个。
— 1 —
（二）加强绿化养护，推动管护提质
区城管局制定养护标准，组织各街道对行道树、绿篱和
花坛开展集中修剪，对枯死苗木及时补植，每月通报一
次养护情况。
（三）提升服务水平，方便市民游玩
在公园入口设置导览牌和无障碍通道，按需要增设座椅
饮水点和母婴室，周末安排志愿者在现场为游客提供咨
询和引导服务，节假日增加保洁和巡查人员，确保公园
安全有序，并在年底前评选最美公园5个。
（四）落实经费保障。区财政局统筹安排建设和管护资金，
确保及时拨付。
"""


def test_a_short_line_is_a_heading_though_others_of_its_number_are_sentences() -> None:
    headings = [section.heading for section in read(BROKEN).sections]
    assert headings[2:] == ["加快公园建设", "加强绿化养护，推动管护提质", "提升服务水平，方便市民游玩", "落实经费保障"]


def test_headings_of_one_list_may_be_sentences_and_of_another_not() -> None:
    page = """云川区政府工作报告
一、今后五年的目标
（一）公园更多。每年建成公园5个，让群众推窗见绿。
（二）街道更净。完成背街小巷改造20条。
（三）出行更畅。新建停车场3处。
（四）夜晚更亮。更换路灯500盏。
二、今年的工作
（一）着力建设公园
抓好选址。落实用地，6月底前开工公园3个。
（二）着力清洁街道
抓好保洁。每周开展清洗2次。
（三）着力方便出行
抓好停车。新增泊位200个。
"""
    headings = [section.heading for section in read(page).sections]
    assert headings[-3:] == ["着力建设公园", "着力清洁街道", "着力方便出行"]
