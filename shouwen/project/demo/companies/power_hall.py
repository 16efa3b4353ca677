"""青禾市供电服务公司: hotline, three halls, two supply stations and their repair crews."""

from __future__ import annotations

from shouwen.project.demo.company import Company, StaffPlan, UnitPlan
from shouwen.words import Words

NAME = Words("青禾市供电服务公司", "Qinghe Power Service Company")

UNITS = (
    UnitPlan("qh", NAME, "company"),
    UnitPlan("kf", Words("客户服务中心", "Customer Service Centre"), "centre", "qh"),
    UnitPlan("rx", Words("95598 热线班", "95598 Hotline"), "hotline", "kf"),
    UnitPlan("cd-ting", Words("城东营业厅", "East Town Hall"), "hall", "kf"),
    UnitPlan("cx-ting", Words("城西营业厅", "West Town Hall"), "hall", "kf"),
    UnitPlan("yj", Words("运维检修部", "Operation and Repair Department"), "department", "qh"),
    UnitPlan("cd-qx", Words("城东抢修班", "East Town Repair Crew"), "crew", "yj"),
    UnitPlan("cx-qx", Words("城西抢修班", "West Town Repair Crew"), "crew", "yj"),
    UnitPlan("ld", Words("柳渡供电所", "Willow Ferry Supply Station"), "station", "qh"),
    UnitPlan("ld-ting", Words("柳渡营业厅", "Willow Ferry Hall"), "hall", "ld"),
    UnitPlan("ld-qx", Words("柳渡抢修班", "Willow Ferry Repair Crew"), "crew", "ld"),
    UnitPlan("sl", Words("松岭供电所", "Pine Ridge Supply Station"), "station", "qh"),
    UnitPlan("sl-qx", Words("松岭抢修班", "Pine Ridge Repair Crew"), "crew", "sl"),
    UnitPlan("yx", Words("营销部", "Marketing Department"), "department", "qh"),
    UnitPlan("jj", Words("纪检监察室", "Discipline Office"), "office", "qh"),
)

STAFF = (
    StaffPlan("manager", "禾立春", "manager", "qh", leads=True),
    StaffPlan("supervisor", "苗谷雨", "supervisor", "kf", leads=True, supervisor="manager"),
    StaffPlan("clerk", "麦小满", "clerk", "cd-ting", supervisor="supervisor"),
    StaffPlan("clerk2", "桑芒种", "clerk", "cd-ting", supervisor="supervisor"),
    StaffPlan("clerk3", "柳惊蛰", "clerk", "cx-ting", supervisor="supervisor"),
    StaffPlan("clerk4", "穗寒露", "clerk", "cx-ting", supervisor="supervisor"),
    StaffPlan("clerk5", "葛清明", "clerk", "ld-ting", supervisor="station"),
    StaffPlan("hotline", "云夏至", "hotline", "rx", supervisor="supervisor"),
    StaffPlan("hotline2", "苗秋分", "hotline", "rx", supervisor="supervisor"),
    StaffPlan("hotline3", "稻小雪", "hotline", "rx", supervisor="supervisor"),
    StaffPlan("hotline4", "禾冬至", "hotline", "rx", supervisor="supervisor"),
    StaffPlan("leader", "谷大暑", "crew-leader", "cd-qx", leads=True, supervisor="repairs"),
    StaffPlan("crew", "桑立夏", "crew", "cd-qx", supervisor="leader"),
    StaffPlan("crew2", "豆小暑", "crew", "cd-qx", supervisor="leader"),
    StaffPlan("leader2", "柳白露", "crew-leader", "cx-qx", leads=True, supervisor="repairs"),
    StaffPlan("crew3", "麦处暑", "crew", "cx-qx", supervisor="leader2"),
    StaffPlan("crew4", "云霜降", "crew", "cx-qx", supervisor="leader2"),
    StaffPlan("leader3", "葛立秋", "crew-leader", "ld-qx", leads=True, supervisor="station"),
    StaffPlan("crew5", "穗大雪", "crew", "ld-qx", supervisor="leader3"),
    StaffPlan("leader4", "稻立冬", "crew-leader", "sl-qx", leads=True, supervisor="station2"),
    StaffPlan("crew6", "豆大寒", "crew", "sl-qx", supervisor="leader4"),
    StaffPlan("station", "谷春分", "station-head", "ld", leads=True, supervisor="manager"),
    StaffPlan("station2", "麦小寒", "station-head", "sl", leads=True, supervisor="manager"),
    StaffPlan("repairs", "桑雨水", "department", "yj", leads=True, supervisor="manager"),
    StaffPlan("officer", "禾小暑", "department", "yx", supervisor="manager"),
    StaffPlan("officer2", "柳小寒", "department", "yx", supervisor="manager"),
    StaffPlan("guide", "萱谷雨", "guide", "cd-ting", supervisor="supervisor"),
    StaffPlan("guide2", "芦小满", "guide", "cx-ting", supervisor="supervisor"),
    StaffPlan("cashier", "栗白露", "cashier", "cd-ting", supervisor="supervisor"),
    StaffPlan("cashier2", "竺秋分", "cashier", "cx-ting", supervisor="supervisor"),
    StaffPlan("cashier3", "荷霜降", "cashier", "ld-ting", supervisor="station"),
    StaffPlan("reader", "莳立春", "reader", "yx", supervisor="officer"),
    StaffPlan("reader2", "蓼惊蛰", "reader", "ld", supervisor="station"),
    StaffPlan("discipline", "云立冬", "discipline", "jj", supervisor="manager"),
)

SECOND_POSTS = (("station", "supervisor", "ld-ting"), ("station2", "crew-leader", "sl-qx"))
"""Who holds another post beside their own: staff, post, unit."""

SHOWN = ("clerk", "hotline", "leader", "supervisor", "station", "discipline", "manager")

COMPANY = Company("power-hall", NAME, UNITS, STAFF, SECOND_POSTS, SHOWN)
