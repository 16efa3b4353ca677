"""青禾求职网客户服务部: the call centre of a recruitment web site, two desks of specialists."""

from __future__ import annotations

from shouwen.project.demo.company import Held, staffed
from shouwen.words import Words

NAME = Words("青禾求职网客户服务中心", "Qinghe Jobs Customer Service")

UNITS = (
    ("qz", "", "company", NAME),
    ("kf", "qz", "centre", Words("客户服务部", "Customer Service Department")),
    ("zx-a", "kf", "desk", Words("客服一组", "Desk One")),
    ("zx-b", "kf", "desk", Words("客服二组", "Desk Two")),
    ("zj", "kf", "inspection", Words("行为检查组", "Inspection Group")),
    ("jsb", "qz", "department", Words("网站技术部", "Web Site Department")),
    ("xsb", "qz", "department", Words("会员销售部", "Membership Sales")),
    ("zhb", "qz", "office", Words("综合办", "General Office")),
)

POSTS = (
    Held("general-manager", "qz", leads=True),
    Held("manager", "kf", leads=True),
    Held("supervisor", "kf", leads=True),
    Held("group-head", "zx-a", leads=True),
    Held("specialist", "zx-a", 7),
    Held("group-head", "zx-b", leads=True),
    Held("specialist", "zx-b", 7),
    Held("inspector", "zj", 2),
    Held("department", "jsb", 2, leads=True),
    Held("department", "xsb", 2, leads=True),
    Held("attendance-clerk", "zhb"),
    Held("general-office", "zhb", 2, leads=True),
)

SHOWN = "specialist group-head supervisor inspector department attendance-clerk manager"

SAID = {
    "complaint": (
        "会员到期没有提醒，职位全部下线了。",
        "发布的职位审核了三天还没有通过。",
        "收到的简历和要求完全不符，要求退款。",
        "客服答应当天回电，等了两天没有消息。",
        "销售承诺的首页推广位没有兑现。",
        "电话里态度很不耐烦，话没说完就挂断。",
    ),
    "followup": (
        "会员回访：了解招聘效果和简历质量。",
        "会员回访：到期前沟通续费意向。",
        "会员回访：上次反映的问题是否解决。",
    ),
    "sales-call": (
        "推荐春季招聘套餐。",
        "介绍企业主页和急聘置顶。",
    ),
}

COMPANY = staffed("call-centre", NAME, UNITS, POSTS, SHOWN, SAID)
