"""青禾产业集团: rented houses, a plant, an estate and the contractor who cleans it, under one regulation."""

from __future__ import annotations

from shouwen.project.demo.company import Held, staffed
from shouwen.words import Words

NAME = Words("青禾产业集团", "Qinghe Industries")

UNITS = (
    ("jt", "", "company", NAME),
    ("zl", "jt", "rental", Words("房屋租赁公司", "House Rental Company")),
    ("yy", "zl", "team", Words("营运组", "Operations Team")),
    ("gc", "jt", "plant", Words("禾丰饲料厂", "Hefeng Feed Mill")),
    ("xs", "gc", "centre", Words("销售管理中心", "Sales Management Centre")),
    ("kp", "gc", "room", Words("开票室", "Invoicing Room")),
    ("ck", "gc", "store", Words("成品库", "Finished Goods Store")),
    ("yl", "gc", "store", Words("原料库", "Raw Material Store")),
    ("bf", "gc", "weighbridge", Words("地磅房", "Weighbridge")),
    ("glc", "jt", "management", Words("禾苑小区管理处", "Heyuan Estate Office")),
    ("bj", "glc", "contractor", Words("净禾保洁公司", "Jinghe Cleaning")),
    ("zcb", "jt", "office", Words("总裁办", "Office of the President")),
    ("jg", "jt", "team", Words("服务监管小组", "Service Supervision Team")),
)

POSTS = (
    Held("chairman", "jt", leads=True),
    Held("internal-president", "zcb"),
    Held("president-office", "zcb", leads=True),
    Held("leader", "zl", leads=True),
    Held("department-head", "zl", 2),
    Held("department-supervisor", "zl", 2),
    Held("operations", "yy", 3, leads=True),
    Held("handler", "yy", 3),
    Held("technical", "gc", 2),
    Held("sales-centre", "xs", 3, leads=True),
    Held("invoicing", "kp", 2, leads=True),
    Held("keeper", "ck", 3, leads=True),
    Held("raw-keeper", "yl", 2, leads=True),
    Held("weighbridge", "bf", 2, leads=True),
    Held("gate", "gc", 2),
    Held("guard", "glc", 3),
    Held("office-manager", "glc", leads=True),
    Held("assistant", "glc", 2),
    Held("foreman", "glc", 2),
    Held("owners", "glc"),
    Held("contractor-head", "bj", leads=True),
    Held("cleaner", "bj", 5),
    Held("team-head", "jg", leads=True),
    Held("supervision-team", "jg", 2),
)

SHOWN = "operations handler keeper sales-centre assistant foreman office-manager team-head chairman"

SAID = {
    "complaint": (
        "租的房子水管爆了，报修两天没人来。",
        "中介带看时没说明要交物业费。",
        "退租押金拖了一个月没退。",
        "楼道灯坏了一周，反映了没人管。",
        "签约时漏讲水电费标准。",
    ),
    "plant-complaint": (
        "装车等了四个小时，叫号不按顺序。",
        "开票室把客户名称开错了，来回跑了三趟。",
        "司磅数和我们自己的磅差了八十公斤。",
        "保管员发错规格，已经拉到场里了。",
    ),
    "consultation": (
        "今天还能提货吗？",
        "运费怎么结算？",
        "发票什么时候能寄出？",
        "三号料还有多少库存？",
    ),
    "opinion": (
        "儿童游乐区的保洁要勤一些。",
        "希望电梯里增加除味。",
    ),
}

COMPANY = staffed("group-services", NAME, UNITS, POSTS, SHOWN, SAID)
