"""Where notices hang and whom they are for, in words."""

from __future__ import annotations

from shouwen.words import Words

PLACES = {
    "board": Words("公告栏", "Notice board"),
    "wall": Words("墙面", "Wall"),
    "counter": Words("柜台", "Counter"),
    "kiosk": Words("自助终端", "Kiosk"),
    "portal": Words("网上服务页", "Service page"),
}
AUDIENCES = {
    "staff": Words("员工", "Staff"),
    "customers": Words("客户", "Customers"),
    "public": Words("社会公众", "The public"),
}
STATES = {
    "hangs": ("kept", Words("已张贴", "Hangs")),
    "missing": ("breached", Words("未张贴", "Missing")),
    "old": ("breached", Words("待更新", "Out of date")),
    "no-board": ("undecided", Words("未启用位置", "No such board")),
}
