#!/usr/bin/env python3
"""Makes bills of quantities: the fixtures, and large ones for the benchmark. Standard library only; the same call, the same bytes.

    make_bills.py Fixtures/bills                      the fixtures
    make_bills.py --items 20000 FOLDER                tender.xml and bid.xml of our own format, and exchange-*.xml
"""

import argparse
import os
import random
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from xml.sax.saxutils import escape, quoteattr

FEN = Decimal("0.01")
WORKS = [
    ("土石方工程", "0101", [
        ("010101001", "平整场地", "1.土壤类别:三类土\n2.弃土运距:投标人自行考虑", "m2"),
        ("010101002", "挖一般土方", "1.土壤类别:三类土\n2.挖土深度:4m 以内", "m3"),
        ("010103001", "回填方", "1.密实度要求:0.94\n2.填方材料品种:素土", "m3")]),
    ("砌筑工程", "0104", [
        ("010401003", "实心砖墙", "1.砖品种:MU10 煤矸石砖\n2.墙体厚度:240mm\n3.砂浆强度等级:M7.5", "m3"),
        ("010402001", "砌块墙", "1.加气混凝土砌块 A3.5 B06\n2.专用砂浆 & 拉结筋", "m3")]),
    ("混凝土及钢筋混凝土工程", "0105", [
        ("010501001", "垫层", "1.混凝土种类:商品混凝土\n2.强度等级:C15", "m3"),
        ("010502001", "矩形柱", "1.商品混凝土\n2.强度等级:C35", "m3"),
        ("010515001", "现浇构件钢筋", "钢筋种类、规格:HRB400 φ≤10", "t")]),
]
HIGHWAY = [
    ("100", "总则", [("101-1-a", "按合同条款规定,提供建筑工程一切险", "总额", "1"), ("102-1", "竣工文件", "总额", "1"),
                    ("102-3", "安全生产费", "总额", "1")]),
    ("200", "路基", [("202-1-a", "清理现场", "m2", "128000"), ("203-1-a", "挖土方", "m3", "356412.5"),
                    ("204-1-b", "利用土方", "m3", "211530")]),
    ("400", "桥梁、涵洞", [("403-1-b", "带肋钢筋(HRB400)", "kg", "182340"), ("410-2-b", "C30 混凝土", "m3", "5120.4")]),
]


def money(value):
    return value.quantize(FEN, ROUND_HALF_UP)


def words(amount):
    """An amount in words (大写), as Money.words has it."""
    digits, units = "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]

    def group(number):
        text, pending = "", False
        for place in (3, 2, 1, 0):
            digit = number // 10 ** place % 10
            if digit == 0:
                pending = bool(text)
                continue
            text += ("零" if pending else "") + digits[digit] + units[place]
            pending = False
        return text

    def number(value):
        for unit, name in ((10 ** 8, "亿"), (10 ** 4, "万")):
            if value >= unit:
                head, tail = divmod(value, unit)
                text = number(head) + name
                if not tail:
                    return text
                return text + ("零" if tail < unit // 10 else "") + number(tail)
        return group(value)

    fen = int(amount * 100)
    yuan, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    text = number(yuan) + "元"
    if not jiao and not cent:
        return text + "整"
    text += digits[jiao] + "角" if jiao else "零"
    return text + (digits[cent] + "分" if cent else "")


def model(units, edition, seed=1):
    """A bill: unit works, each with sections of items, a safety fee, provisional sums, fees and tax."""
    noise, serial, result = random.Random(seed), {}, []
    for name, count in units:
        sections, made = [], 0
        while made < count:
            for title, code, kinds in WORKS:
                items = []
                for nine, item, features, unit in kinds:
                    if made >= count:
                        break
                    made += 1
                    serial[nine] = serial.get(nine, 0) + 1
                    last = serial[nine]
                    quantity = Decimal(noise.randint(1, 999999)) / 1000
                    price = Decimal(noise.randint(500, 99999)) / 100
                    # more than 999 of one kind go on in the next number of the appendix
                    items.append({"code": f"{int(nine) + last // 1000 * 100:09d}{last % 1000:03d}", "name": item,
                                  "features": features, "unit": unit, "quantity": quantity, "price": price,
                                  "total": money(quantity * price)})
                if items:
                    sections.append((title, code, items))
        works = sum((item["total"] for section in sections for item in section[2]), Decimal(0))
        unit = {"name": name, "sections": sections, "works": works, "base": money(works / 10), "safety_rate": Decimal("3.1"),
                "sum": Decimal("50000.00"), "specialist": Decimal("80000.00")}
        unit["safety"] = money(unit["base"] * unit["safety_rate"] / 100)
        unit["fees"] = money(works * Decimal("0.02")) if edition == "2013" else None
        before = works + unit["safety"] + unit["sum"] + unit["specialist"] + (unit["fees"] or 0)
        unit["before"], unit["tax"] = before, money(before * 9 / 100)
        unit["total"] = before + unit["tax"]
        result.append(unit)
    return result


def attributes(**values):
    return "".join(f" {name}={quoted(value)}" for name, value in values.items() if value is not None and value != "")


def quoted(value):
    return quoteattr(str(value), {"\n": "&#10;", '"': "&quot;"})


SAFETY = {"2013": "安全文明施工费", "2024": "安全生产措施费"}


def own(units, edition, priced, change=None, head=""):
    """Our own XML."""
    total = sum(unit["total"] for unit in units)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             '<bill xmlns="urn:biao:bill:1"' + attributes(edition=edition, total=total if priced else None,
                                                          words=words(total) if priced else None) + ">",
             '  <precision amount="2" price="2" quantity="3"/>']
    if priced:
        lines.append('  <provenance software="示例计价软件 7.0" lock="A1B2C3D4" hardware="00-11-22-33-44-55"/>')
    lines.append("  <project" + attributes(code="XM-2026-001", name="示例中学教学楼", total=total if priced else None) + ">")
    for unit in units:
        given = {"total": unit["total"]} if priced else {}
        lines.append("    <unit" + attributes(name=unit["name"], **given) + ">")
        lines.append("      <group" + attributes(category="works", total=unit["works"] if priced else None) + ">")
        for title, code, items in unit["sections"]:
            sum_ = sum(item["total"] for item in items)
            lines.append("        <section" + attributes(code=code, name=title, total=sum_ if priced else None) + ">")
            for item in items:
                row = {name: item[name] for name in ("code", "name", "features", "unit", "quantity")}
                if priced:
                    row.update(price=item["price"], total=item["total"])
                if change:
                    change(row)
                lines.append("          <item" + attributes(**row) + "/>")
            lines.append("        </section>")
        lines.append("      </group>")
        lines.append("      <group" + attributes(category="measures", total=unit["safety"] if priced else None) + ">")
        lines.append("        <item" + attributes(
            code="011707001001", name=SAFETY[edition], unit="项", base=unit["base"] if priced else None,
            rate=unit["safety_rate"], total=unit["safety"] if priced else None) + "/>")
        lines.append("      </group>")
        lines.append("      <group" + attributes(category="other", total=unit["sum"] + unit["specialist"] if priced else None) + ">")
        lines.append("        <item" + attributes(name="暂列金额", unit="项", total=unit["sum"], category="provisional-sum") + "/>")
        lines.append("        <item" + attributes(name="幕墙专业工程暂估价", unit="项", total=unit["specialist"],
                                                  category="provisional-works") + "/>")
        lines.append("      </group>")
        if edition == "2013":
            lines.append("      <group" + attributes(category="statutory-fees", total=unit["fees"] if priced else None) + ">")
            lines.append("        <item" + attributes(name="规费", unit="项", base=unit["works"] if priced else None, rate="2",
                                                      total=unit["fees"] if priced else None) + "/>")
            lines.append("      </group>")
        lines.append("      <group" + attributes(category="tax", total=unit["tax"] if priced else None) + ">")
        lines.append("        <item" + attributes(name="税金" if edition == "2013" else "增值税", unit="项",
                                                  base=unit["before"] if priced else None, rate="9",
                                                  total=unit["tax"] if priced else None) + "/>")
        lines += ["      </group>", "    </unit>"]
    return "\n".join(lines + ["  </project>", "</bill>", ""])


def exchange(units, edition, priced):
    """Exchange XML with the root ConstructionProject."""
    total = sum(unit["total"] for unit in units)
    name, number = {"2013": ("建设工程招标投标造价数据标准", "DBJ/T 15-99-2014"),
                    "2024": ("建设工程造价数据交换标准", "GB/T 50500-2024")}[edition]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             "<ConstructionProject" + attributes(Number="XM-2026-001", Name="示例中学教学楼", StandardName=name, StandardNumber=number,
                                                 Total=total if priced else None) + ">",
             '  <SystemInfo ID1="示例计价软件 7.0" ID2="00-11-22-33-44-55" MakeDate="2026-10-20T09:00:00" LockNumber="A1B2C3D4"/>',
             "  <ConstructionInfo>", '    <Option QuantityPrecision="3" CostPrecision="2"/>']
    if priced:
        lines.append("    <BidderInfo" + attributes(BidName="示例建设有限公司", BidTotal=total, BidTotalInWords=words(total)) + "/>")
    lines += ["  </ConstructionInfo>", "  <SectionalWorks" + attributes(Number="01", Name="教学楼", Total=total if priced else None) + ">"]
    for index, unit in enumerate(units, 1):
        lines.append("    <UnitWorks" + attributes(Number=f"01{index:02}", Name=unit["name"], Total=unit["total"] if priced else None) + ">")
        lines.append("      <DivisionalAndElementalWorks" + attributes(Total=unit["works"] if priced else None) + ">")
        for title, code, items in unit["sections"]:
            sum_ = sum(item["total"] for item in items)
            lines.append("        <DivisionalWorks" + attributes(Number=code, Name=title, Total=sum_ if priced else None) + ">")
            for item in items:
                row = dict(Number=item["code"], Name=item["name"], Attr=item["features"], Unit=item["unit"], Quantity=item["quantity"])
                if priced:
                    row.update(Price=item["price"], Total=item["total"])
                lines.append("          <WorkElement" + attributes(**row) + ">")
                if priced:
                    lines.append('            <Norm Number="1-1" Name="定额子目" Total="1.00"><Option CostPrecision="5"/></Norm>')
                lines.append("          </WorkElement>")
            lines.append("        </DivisionalWorks>")
        lines.append("      </DivisionalAndElementalWorks>")
        lines.append("      <Preliminaries" + attributes(Total=unit["safety"] if priced else None) + ">")
        lines.append("        <WorkElement" + attributes(
            Number="011707001001", Name=SAFETY[edition], Unit="项", QtyFormula=unit["base"] if priced else "分部分项人工费",
            Rate=unit["safety_rate"], Total=unit["safety"] if priced else None) + "/>")
        lines.append("      </Preliminaries>")
        lines.append("      <Sundry" + attributes(Total=unit["sum"] + unit["specialist"] if priced else None) + ">")
        lines.append("        <ProvisionalSums" + attributes(Total=unit["sum"]) + "><ProvisionalSumsItem" +
                     attributes(Code="1", Name="暂列金额", Unit="项", Total=unit["sum"]) + "/></ProvisionalSums>")
        lines.append("        <SpecialtyProvisionalPrice" + attributes(Total=unit["specialist"]) + "><SpecialtyProvisionalPriceItem" +
                     attributes(Code="1", Name="幕墙工程", Unit="项", Total=unit["specialist"]) + "/></SpecialtyProvisionalPrice>")
        lines.append("      </Sundry>")
        if edition == "2013":
            lines.append("      <StatutoryFees" + attributes(Total=unit["fees"] if priced else None) + "><StatutoryFeesItem" +
                         attributes(Name="规费", QtyFormula=unit["works"] if priced else None, Rate="2",
                                    Total=unit["fees"] if priced else None) + "/></StatutoryFees>")
        lines.append("      <Tax" + attributes(Total=unit["tax"] if priced else None) + "><TaxItem" +
                     attributes(Name="税金" if edition == "2013" else "增值税", QtyFormula=unit["before"] if priced else None, Rate="9",
                                Total=unit["tax"] if priced else None) + "/></Tax>")
        lines.append("    </UnitWorks>")
    return "\n".join(lines + ["  </SectionalWorks>", "</ConstructionProject>", ""])


def jingjibiao(units, priced):
    """JingJiBiao (13jk)."""
    total = sum(unit["total"] for unit in units)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<JingJiBiao BiaoDuanNO="XM-2026-001" Xmmc="示例中学教学楼" Version="1.0">']
    if priced:
        lines.append("  <TouBiaoXx" + attributes(Tbr="示例建设有限公司", Tbzj=total, Tbzjdx=words(total)) + "/>")
    lines.append('  <QtXinXi SoftName="示例计价软件" SoftDogNum="A1B2C3D4" MacAddress="00-11-22-33-44-55"/>')
    lines.append("  <Dxgcxx" + attributes(Dxgcbh="01", Dxgcmc="教学楼", Je=total if priced else None) + ">")
    for index, unit in enumerate(units, 1):
        lines.append("    <Dwgcxx" + attributes(Dwgcbh=f"01{index:02}", Dwgcmc=unit["name"], Je=unit["total"] if priced else None) + ">")
        lines.append("      <Qdxm" + attributes(Je=unit["works"] if priced else None) + ">")
        for title, code, items in unit["sections"]:
            lines.append("        <QdBt" + attributes(Bm=code, Mc=title, Je=sum(i["total"] for i in items) if priced else None) + ">")
            for number, item in enumerate(items, 1):
                lines.append("          <Qdmx" + attributes(
                    Xh=number, Qdbm=item["code"], Mc=item["name"], Xmtz=item["features"], Dw=item["unit"], Sl=item["quantity"],
                    Zhdj=item["price"] if priced else None, Zhhj=item["total"] if priced else None) +
                    '><Qdxdezj><QdxdezjMx Debm="1-1" Mc="定额" Dw="m3" DwQdSl="1"/></Qdxdezj></Qdmx>')
            lines.append("        </QdBt>")
        lines.append("      </Qdxm>")
        lines.append("      <Csxm" + attributes(Je=unit["safety"] if priced else None) + "><Zjcs><ZjcsMx" + attributes(
            Bm="011707001001", Mc="安全文明施工费", Js=unit["base"] if priced else None, Fl=unit["safety_rate"],
            Je=unit["safety"] if priced else None) + "/></Zjcs></Csxm>")
        lines.append("      <Qtxm" + attributes(Je=unit["sum"] + unit["specialist"] if priced else None) + ">" +
                     "<Zlje><ZljeMx" + attributes(Xh="1", Mc="暂列金额", Dw="项", Zdje=unit["sum"]) + "/></Zlje>" +
                     "<Zygczg><ZygczgMx" + attributes(Xh="1", Mc="幕墙工程", Je=unit["specialist"]) + "/></Zygczg></Qtxm>")
        lines.append("      <Gfsj" + attributes(Je=unit["fees"] + unit["tax"] if priced else None) + ">" +
                     "<GfsjMx" + attributes(Xh="1", Mc="规费", Fl="2", Je=unit["fees"] if priced else None, Xmlb="规费") + "/>" +
                     "<GfsjMx" + attributes(Xh="2", Mc="税金", Fl="9", Je=unit["tax"] if priced else None, Xmlb="税金") + "/></Gfsj>")
        lines.append("    </Dwgcxx>")
    return "\n".join(lines + ["  </Dxgcxx>", "</JingJiBiao>", ""])


def gczjwj(units, priced):
    """GCZJWJ."""
    total = sum(unit["total"] for unit in units)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             "<GCZJWJ" + attributes(XMBH="XM-2026-001", GCMC="示例中学教学楼", QDBZ="GB50500-2013", ZJ=total if priced else None) + ">",
             '  <XTXX><RYJXX><JLSJ><JLSJMX SJ="2026-10-20"/></JLSJ><YJXX><YJXXMX YJXLH="00-11-22-33-44-55"/></YJXX>'
             '<JMSBXX><JMSBXXMX SBBH="A1B2C3D4"/></JMSBXX><RJXX RJMC="示例计价软件" RJBB="7.0"/></RYJXX></XTXX>']
    if priced:
        lines.append("  <TBXX" + attributes(TBR="示例建设有限公司", TBZJ=total, TBZJDX=words(total)) + "/>")
    lines.append("  <GCZJZC><DXGC" + attributes(DXGCBH="01", DXGCMC="教学楼", JE=total if priced else None) + ">")
    for index, unit in enumerate(units, 1):
        lines.append("    <DWGC" + attributes(DWGCBH=f"01{index:02}", DWGCMC=unit["name"], JE=unit["total"] if priced else None) + ">")
        lines.append("      <FBFX" + attributes(JE=unit["works"] if priced else None) + ">")
        for title, code, items in unit["sections"]:
            lines.append("        <FBGC" + attributes(BH=code, MC=title, JE=sum(i["total"] for i in items) if priced else None) + ">")
            for item in items:
                lines.append("          <QDXM" + attributes(
                    XMBM=item["code"], XMMC=item["name"], XMTZ=item["features"], JLDW=item["unit"], GCSL=item["quantity"],
                    ZHDJ=item["price"] if priced else None, ZHHJ=item["total"] if priced else None) +
                    '><DEZM DEBH="1-1" XMMC="定额" JLDW="m3" GCSL="1"/></QDXM>')
            lines.append("        </FBGC>")
        lines.append("      </FBFX>")
        lines.append("      <CSXM" + attributes(JE=unit["safety"] if priced else None) + "><FYMX" + attributes(
            BH="011707001001", MC="安全文明施工费", JSJC=unit["base"] if priced else None, FL=unit["safety_rate"],
            JE=unit["safety"] if priced else None) + "/></CSXM>")
        lines.append("      <QTXM" + attributes(JE=unit["sum"] + unit["specialist"] if priced else None) + "><ZLJE><FYMX" +
                     attributes(BH="1", MC="暂列金额", JE=unit["sum"]) + "/></ZLJE><ZYGCZGJ><FYMX" +
                     attributes(BH="1", MC="幕墙工程", JE=unit["specialist"]) + "/></ZYGCZGJ></QTXM>")
        lines.append("      <GF" + attributes(JE=unit["fees"] if priced else None) + "><FYMX" +
                     attributes(MC="规费", FL="2", JE=unit["fees"] if priced else None) + "/></GF>")
        lines.append("      <SJ" + attributes(JE=unit["tax"] if priced else None) + "><FYMX" +
                     attributes(MC="税金", FL="9", JE=unit["tax"] if priced else None) + "/></SJ>")
        lines.append("    </DWGC>")
    return "\n".join(lines + ["  </DXGC></GCZJZC>", "</GCZJWJ>", ""])


def highway(priced):
    noise, total, body = random.Random(7), Decimal(0), []
    for code, name, items in HIGHWAY:
        rows, sum_ = [], Decimal(0)
        for number, item, unit, quantity in items:
            price = Decimal(noise.randint(100, 20000000 if unit == "总额" else 90000)) / 100
            amount = money(price * Decimal(quantity))
            sum_ += amount
            rows.append((number, item, unit, quantity, price if priced else None, amount if priced else None))
        total += sum_
        body.append((code, name, rows, sum_))
    return body, total, Decimal("300000.00")


def highway_xml(priced):
    body, total, sum_ = highway(priced)
    whole = total + sum_
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             '<bill xmlns="urn:biao:bill:1"' + attributes(edition="highway-2018", total=whole if priced else None,
                                                          words=words(whole) if priced else None) + ">"]
    for code, name, rows, chapter in body:
        lines.append("  <section" + attributes(code=code, name=name, total=chapter if priced else None) + ">")
        for number, item, unit, quantity, price, amount in rows:
            lines.append("    <item" + attributes(code=number, name=item, unit=unit, quantity=quantity, price=price, total=amount) + "/>")
        lines.append("  </section>")
    lines.append('  <group category="provisional-sum"><item' + attributes(name="暂列金额", total=sum_) + "/></group>")
    return "\n".join(lines + ["</bill>", ""])


# ---- workbooks ----

def column(index):
    return chr(65 + index)


def cell(value, place):
    if value is None or value == "":
        return ""
    if isinstance(value, tuple):  # a formula and what it came to
        return f'<c r="{place}"><f>{escape(value[0])}</f>' + (f"<v>{value[1]}</v>" if value[1] is not None else "") + "</c>"
    if isinstance(value, (Decimal, int)):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def workbook(path, sheets):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {"[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
             "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>' + "".join(
                 f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"/>' for i, (name, _) in enumerate(sheets, 1)) +
             "</sheets></workbook>",
             "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">' + "".join(
                 f'<Relationship Id="rId{i}" Type="{office}/worksheet" Target="worksheets/sheet{i}.xml"/>'
                 for i, _ in enumerate(sheets, 1)) + "</Relationships>"}
    for i, (_, rows) in enumerate(sheets, 1):
        body = "".join(f'<row r="{r}">' + "".join(cell(v, f"{column(c)}{r}") for c, v in enumerate(row)) + "</row>"
                       for r, row in enumerate(rows, 1))
        parts[f"xl/worksheets/sheet{i}.xml"] = f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
    pack(path, {name: ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text).encode() for name, text in parts.items()})


def pack(path, parts):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)


def gb_workbook(path, units, priced, formulas=False):
    sheets = []
    for unit in units:
        rows = [["分部分项工程和单价措施项目清单与计价表"], ["工程名称:" + unit["name"]],
                ["序号", "项目编码", "项目名称", "项目特征描述", "计量单位", "工程量", "金额(元)"],
                [None] * 6 + ["综合单价", "合价"]]
        for title, _, items in unit["sections"]:
            rows.append([None, None, title])
            for number, item in enumerate(items, 1):
                place = len(rows) + 1
                total = (f"ROUND(F{place}*G{place},2)", item["total"]) if formulas else item["total"]
                rows.append([number, item["code"], item["name"], item["features"], item["unit"], item["quantity"]] +
                            ([item["price"], total] if priced else []))
            rows.append([None, None, "分部小计"] + [None] * 4 + ([sum(i["total"] for i in items)] if priced else []))
            rows.append([None, None, "本页小计"] + [None] * 4 + ([sum(i["total"] for i in items)] if priced else []))
        rows.append([None, None, "合计"] + [None] * 4 + ([unit["works"]] if priced else []))
        sheets.append((unit["name"] + "分部分项", rows))
    workbook(path, sheets)


def highway_workbook(path, priced):
    body, total, sum_ = highway(priced)
    sheets = [("投标报价汇总表", [["投标报价汇总表"], ["序号", "章次", "科目名称", "金额(元)"]] + [
        [i, code, name, chapter if priced else None] for i, (code, name, _, chapter) in enumerate(body, 1)] + [
        [8, None, "第100章~第700章清单合计", total if priced else None], [11, None, "暂列金额(不含计日工总额)", sum_],
        [12, None, "投标报价", total + sum_ if priced else None]])]
    for code, name, rows, chapter in body:
        sheets.append((f"第{code}章", [[f"清单 第{code}章 {name}"], ["子目号", "子目名称", "单位", "数量", "单价", "合价"]] + [
            [number, item, unit, Decimal(quantity), price, amount] for number, item, unit, quantity, price, amount in rows] + [
            [f"清单第{code}章合计 人民币", None, None, None, None, chapter if priced else None]]))
    workbook(path, sheets)


# ---- the fixtures ----

def fixtures(folder):
    def write(name, text):
        data = text if isinstance(text, bytes) else text.encode()
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)

    os.makedirs(folder, exist_ok=True)
    for edition in ("2013", "2024"):
        units = model([("土建工程", 10), ("安装工程", 6)], edition)
        write(f"own-{edition}-tender.xml", own(units, edition, False))
        write(f"own-{edition}-bid.xml", own(units, edition, True))
        write(f"exchange-{edition}-tender.xml", exchange(units, edition, False))
        write(f"exchange-{edition}-bid.xml", exchange(units, edition, True))
    units = model([("土建工程", 10), ("安装工程", 6)], "2013")
    for name, make in (("jingjibiao", jingjibiao), ("gczjwj", gczjwj)):
        write(f"{name}-tender.xml", make(units, False))
        write(f"{name}-bid.xml", make(units, True))
    gb_workbook(os.path.join(folder, "sheet-2013-tender.xlsx"), units, False)
    gb_workbook(os.path.join(folder, "sheet-2013-bid.xlsx"), units, True)
    gb_workbook(os.path.join(folder, "formulas.xlsx"), units, True, formulas=True)
    write("highway-tender.xml", highway_xml(False))
    write("highway-bid.xml", highway_xml(True))
    highway_workbook(os.path.join(folder, "sheet-highway-tender.xlsx"), False)
    highway_workbook(os.path.join(folder, "sheet-highway-bid.xlsx"), True)
    hostile(folder, write, units)


def hostile(folder, write, units):
    good = own(units, "2013", True)
    write("mixed-editions.xml", good.replace('<unit name="安装工程"', '<unit edition="2024" name="安装工程"'))
    write("unknown-standard.xml", exchange(units, "2013", True).replace("DBJ/T 15-99-2014", "DB00/T 1-1999"))
    write("unknown-root.xml", '<?xml version="1.0"?>\n<QingDan/>\n')
    # the precision above the items has attributes of the same names
    head, first, items = good.partition("<item ")
    write("not-a-number.xml", head + first + items.replace('price="', 'price="NaN', 1))
    write("huge-number.xml", head + first + items.replace('quantity="', 'quantity="1234567890123456789', 1))
    write("wrong-sum.xml", good.replace("<group category=\"works\" total=\"", "<group category=\"works\" total=\"9", 1))
    write("deep.xml", '<bill xmlns="urn:biao:bill:1">' + "<section>" * 200 + "</section>" * 200 + "</bill>")
    write("gb18030.xml", good.replace("UTF-8", "GB18030", 1).encode("gb18030"))
    write("entities.xml", '<!DOCTYPE bill [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>\n<bill><item name="&b;"/></bill>\n')
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    with zipfile.ZipFile(os.path.join(folder, "sheet-2013-bid.xlsx")) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    pack(os.path.join(folder, "bomb.xlsx"), {**parts, "xl/worksheets/sheet1.xml": sheet + b" " * (64 << 20)})
    pack(os.path.join(folder, "no-workbook.xlsx"), {"word/document.xml": b"<w/>"})
    write("damaged.xlsx", open(os.path.join(folder, "sheet-2013-bid.xlsx"), "rb").read()[:700])
    workbook(os.path.join(folder, "broken-formulas.xlsx"), [("清单", [
        ["项目编码", "项目名称", "计量单位", "工程量", "综合单价", "合价"],
        ["010101001001", "平整场地", "m2", Decimal("100"), Decimal("5.00"), ("D2*E2", None)]])])


def large(folder, items):
    os.makedirs(folder, exist_ok=True)
    per = 500
    units = model([(f"{i + 1}#楼土建工程", min(per, items - i * per)) for i in range((items + per - 1) // per)], "2013")
    for name, text in (("tender.xml", own(units, "2013", False)), ("bid.xml", own(units, "2013", True)),
                       ("exchange-bid.xml", exchange(units, "2013", True))):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    with open(os.path.join(folder, "price.txt"), "w", encoding="utf-8") as file:
        total = sum(unit["total"] for unit in units)
        file.write(f"{total} {words(total)}\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--items", type=int)
    options = parser.parse_args()
    large(options.folder, options.items) if options.items else fixtures(options.folder)
