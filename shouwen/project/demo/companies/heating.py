"""青禾市供热公司: windows and hotline, two heating stations, and the offices behind them."""

from __future__ import annotations

from shouwen.project.demo.company import Held, staffed
from shouwen.words import Words

NAME = Words("青禾市供热公司", "Qinghe Heating Company")

UNITS = (
    ("rl", "", "company", NAME),
    ("fw", "rl", "centre", Words("客户服务中心", "Customer Service Centre")),
    ("fw-ting", "fw", "hall", Words("供热服务大厅", "Heating Service Hall")),
    ("rx", "fw", "hotline", Words("供热热线班", "Heating Hotline")),
    ("sf", "rl", "charging", Words("收费站", "Charging Station")),
    ("dd", "rl", "dispatch", Words("生产调度室", "Production Dispatch")),
    ("hb", "rl", "station", Words("河北供热站", "North Bank Heating Station")),
    ("hn", "rl", "station", Words("河南供热站", "South Bank Heating Station")),
    ("js", "rl", "office", Words("技术科", "Technical Office")),
    ("jc", "rl", "office", Words("稽查室", "Inspection Office")),
    ("gc", "rl", "office", Words("入网工程部", "Connection and Works")),
    ("bgs", "rl", "office", Words("公司办公室", "General Office")),
)

POSTS = (
    Held("general-manager", "rl", leads=True),
    Held("party-secretary", "bgs"),
    Held("leader", "fw", leads=True),
    Held("reception", "fw-ting", 2),
    Held("service-clerk", "fw-ting", 3),
    Held("hotline", "rx", 4),
    Held("charging-head", "sf", leads=True),
    Held("charger", "sf", 3),
    Held("home-charger", "sf", 2),
    Held("dispatcher", "dd", 2),
    Held("duty-dispatcher", "dd", 2),
    Held("station-head", "hb", leads=True),
    Held("repairer", "hb", 3),
    Held("measurer", "hb"),
    Held("station-head", "hn", leads=True),
    Held("repairer", "hn", 3),
    Held("measurer", "hn"),
    Held("technical-head", "js", leads=True),
    Held("surveyor", "js", 2),
    Held("inspection-head", "jc", leads=True),
    Held("inspector", "jc", 2),
    Held("connector", "gc", 2),
    Held("builder", "gc", 3),
    Held("department", "gc", leads=True),
    Held("office-head", "bgs", leads=True),
)

SHOWN = "service-clerk hotline repairer charger station-head leader general-manager"

SAID = {
    "complaint": (
        "家里室温只有十五度，打了两次电话都没有人来测温。",
        "缴费窗口排了一个小时队，办到我就说系统下班了。",
        "检修员来了以后没有穿鞋套，地板踩得都是泥。",
        "面积复测结果一直不告诉我，问谁都说不知道。",
        "维修后阀门又漏水，楼下天花板湿了一片。",
        "停热没有提前通知，家里老人冻感冒了。",
    ),
    "repair": (
        "卧室暖气片不热，客厅正常。",
        "入户阀门漏水，用盆接着。",
        "整个单元都不热，已经一天了。",
        "排气阀一直跑气，声音很大。",
        "暖气管接头渗水，木地板起泡了。",
    ),
    "consultation": (
        "今年供暖到几号结束？",
        "停热手续要在什么时候之前办？",
        "热费可以分两次交吗？",
        "面积和房产证不一致怎么复测？",
        "新房入网要带哪些材料？",
        "热费发票怎么开？",
    ),
    "temperature": ("室温不到十六度，要求上门测温。",),
    "problem": ("换热站夜里噪声大，影响休息。",),
}

COMPANY = staffed("heating", NAME, UNITS, POSTS, SHOWN, SAID)
