"""青禾税控服务公司: telephone support, engineers on the road, and a store of parts."""

from __future__ import annotations

from shouwen.project.demo.company import Held, staffed
from shouwen.words import Words

NAME = Words("青禾税控服务公司", "Qinghe Tax Control Service")

UNITS = (
    ("sk", "", "company", NAME),
    ("rx", "sk", "hotline", Words("热线支持组", "Telephone Support")),
    ("cd", "sk", "team", Words("城东服务组", "East Town Engineers")),
    ("cx", "sk", "team", Words("城西服务组", "West Town Engineers")),
    ("bj", "sk", "store", Words("备件库", "Spare Parts Store")),
    ("zl", "sk", "archive", Words("资料室", "Archive")),
)

POSTS = (
    Held("manager", "sk", leads=True),
    Held("supervisor", "sk", leads=True),
    Held("support", "rx", 4),
    Held("engineer", "cd", 4, leads=True),
    Held("engineer", "cx", 4, leads=True),
    Held("storekeeper", "bj", 2, leads=True),
    Held("archivist", "zl", leads=True),
)

SHOWN = "support engineer storekeeper archivist supervisor manager"

SAID = {
    "complaint": (
        "约好上午来，等到下午四点也没有电话。",
        "换了主板又坏，要求换新机。",
        "工程师说不清原因，让我自己看说明书。",
        "维修后少了一根数据线。",
        "热线打了六次都占线。",
    ),
    "repair": (
        "开机提示“密码模块异常”，开不了票。",
        "打印出来的发票错位，最后一行打不全。",
        "抄税时报读卡错误，今天是最后一天。",
        "金税盘插上没有反应。",
        "软件升级以后打不开，提示缺少文件。",
    ),
    "consultation": (
        "发票作废以后怎么重开？",
        "换了电脑，软件怎么迁移？",
        "清卡失败怎么办？",
        "怎样查询上月的开票汇总？",
        "红字发票怎么申请？",
    ),
    "followup": (
        "安装后回访：使用是否正常。",
        "维修后回访：故障有没有再出现。",
    ),
}

COMPANY = staffed("after-sales", NAME, UNITS, POSTS, SHOWN, SAID)
