#!/usr/bin/env python3
"""Makes the texts of a lot in which it is known who copied what, for scripts/bench --only text. Standard library only.

    make_texts.py FOLDER [--bids 20] [--characters 300000] [--passages 750] [--pairs 10] [--seed 1]

bid-01.txt … are the bids, tender.txt is the tender's text, background-KIND-N.txt are texts that anybody may quote; a line is a
block. truth.json holds what was planted: {"passages": [{"pair": [0, 7], "length": …, "edits": …, "at": [[start, end], [start, end]]}],
"common": [{"bids": […], "length": …}]}; places count the characters of a file without its line feeds.

Prose is made of frames whose gaps are filled from word lists, each author using words and frames of its own; innocent bids share stock
phrases, what the tender says, what standards, the agency's template and a maker's catalogue say, and nothing else on purpose.
"""

import argparse
import json
import math
import os
import random
import re

WORKS = """土方开挖 基坑支护 桩基施工 承台施工 地下室底板 剪力墙 框架柱 楼板混凝土 后浇带 屋面防水 外墙保温 内墙抹灰 地面找平 门窗安装 幕墙
栏杆扶手 钢结构吊装 网架拼装 砌体填充墙 二次结构 给水管道 排水管道 消防喷淋 通风空调 电缆桥架 配电箱 防雷接地 弱电布线 电梯安装 室外道路
雨水管网 污水管网 路基填筑 水泥稳定碎石基层 沥青面层 路缘石 人行道铺装 检查井 绿化种植 景观照明 箱涵 挡土墙 边坡防护 桥墩 盖梁 预制梁架设
桥面铺装 伸缩缝 隧道初期支护 二次衬砌 管廊主体 顶管施工 沉井 围堰 河道清淤 护岸 驳坎 脚手架 模板支撑 塔吊基础 施工升降机 临时用电 临时道路""".split()
MATERIALS = """商品混凝土 HRB400钢筋 商品砂浆 加气混凝土砌块 SBS改性沥青卷材 聚氨酯防水涂料 挤塑聚苯板 岩棉板 断桥铝型材 钢化中空玻璃 石材 瓷砖
镀锌钢管 PPR管 HDPE双壁波纹管 球墨铸铁管 阻燃电缆 母线槽 风管 消火栓 水泥 中砂 碎石 级配碎石 改性沥青 土工布 土工格栅 止水钢板 橡胶止水带
预应力钢绞线 锚具 支座 H型钢 高强螺栓 焊条 防火涂料 盘扣架 胶合板 木方 铝合金模板 草皮 乔木 灌木 种植土 路灯 信号灯 井盖 沥青混凝土 粉煤灰""".split()
MACHINES = """塔式起重机 汽车起重机 履带式挖掘机 装载机 自卸汽车 压路机 摊铺机 平地机 混凝土泵车 混凝土搅拌车 插入式振捣器 钢筋弯曲机 钢筋切断机
电焊机 旋挖钻机 静力压桩机 泥浆泵 潜水泵 洒水车 雾炮机 全站仪 水准仪 经纬仪 回弹仪 空压机 发电机 卷扬机 施工电梯 物料提升机 打夯机 架桥机 龙门吊
盾构机 注浆机 喷射机 切缝机 铣刨机 吊篮 高空作业车 叉车""".split()
ROLES = """项目经理 技术负责人 施工员 质量员 安全员 材料员 资料员 造价员 测量员 试验员 机械员 劳务员 班组长 专业工长 总监理工程师 专业监理工程师
设计代表 生产经理 商务经理 安全总监 质检部 工程部 物资部 技术部 安环部 综合办公室 分公司 试验室 测量组 应急小组""".split()
VERBS = """检查 复核 验收 登记 抽检 巡查 旁站 交底 签认 整改 汇报 统计 养护 清理 加固 校正 编号 标识 分析 预控 跟踪 协调 组织 调配 落实 优化 监控 记录
对照 评定 归档 公示 考核 培训 演练 测量 取样 送检 封存 更换""".split()
QUALITIES = """平整度 垂直度 标高 轴线位置 压实度 含水率 坍落度 强度 厚度 坡度 密实度 弯沉值 保护层厚度 焊缝质量 接头位置 搭接长度 间距 排距 预埋位置 渗漏情况
外观质量 观感 沉降量 位移 倾斜率 轴力 水位 温差 裂缝宽度 回弹值 粘结强度 绝缘电阻 接地电阻 水压 严密性 通球率 照度 风量 噪声 扬尘浓度""".split()
TIMES = """开工前 每日班前 每周一 每月月底 雨季来临前 浇筑前 隐蔽前 进场后 吊装前 拆模后 终凝后 回填前 夜间施工时 冬期施工期间 高温时段 节假日前 交叉作业时 竣工前
验收前 停工复工前 台风预警后 暴雨过后 混凝土初凝前 材料使用前 图纸会审后 样板确认后 分段完成后 试运行期间 保修期内 移交前""".split()
REASONS = """工期紧 场地狭窄 地下水位高 临近既有建筑 管线密集 交通流量大 雨水较多 土质松软 工序交叉多 专业分包多 高处作业多 大体积混凝土 周边居民多 材料种类多
运距较远 冬季气温低 夏季高温 台风频繁 标高复杂 净空受限 工作面分散 深基坑 跨度大 施工缝多 外立面复杂 图纸变更多""".split()
WAYS = """分段流水 分层对称 跳仓 由远及近 自下而上 先深后浅 逐层推进 两班倒 样板引路 挂牌 网格化 动态 定人定岗 三检 台账 信息化 二维码 影像留存 交叉检查 限额领料
清单式 分区 闭环 预警 平行检验 红线 倒排 销项 轮岗 联合""".split()
AIMS = """一次验收合格 不留渗漏隐患 减少返工 避免窝工 保证关键线路 缩短等待时间 控制成本 降低噪声 减少扬尘 便于后期维护 方便居民出行 节约用水 保护成品 防止坍塌
避免超挖 防止开裂 防止离析 避免漏振 防止错台 保证观感一致 防止漏电 避免堵塞 保证通行 防止倒灌 控制沉降 满足备案要求 争创优质工程 实现工完场清""".split()
NAMES = [a + b for a in "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜" for b in
         ["建国", "志强", "晓东", "立新", "海涛", "文博", "永康", "丽华", "国栋", "春梅", "德胜", "一鸣", "家豪", "玉兰", "振宇", "启航"]]
PLACES = """东侧出入口 西北角 三号楼 地下一层 二标段 K0+350处 K1+120处 B区 十二轴 主楼 裙房 南侧围墙 材料堆场 钢筋加工棚 木工棚 办公区 生活区 门卫室 洗车池 集水坑 电梯井 设备层 屋面 楼梯间
管井 中庭 坡道 临河段 跨路段 交叉口""".split()
SYNONYMS = [("确保", "保证"), ("采用", "使用"), ("进行", "开展"), ("负责", "承担"), ("检查", "检验"), ("要求", "规定"), ("及时", "迅速"), ("必须", "应当"),
            ("措施", "办法"), ("完成", "做完"), ("加强", "强化"), ("部位", "位置"), ("避免", "防止"), ("按照", "依照"), ("安排", "布置"), ("根据", "依据"), ("施工", "作业"),
            ("人员", "员工"), ("材料", "物料"), ("立即", "马上"), ("严格", "从严"), ("统一", "一致"), ("每天", "每日"), ("超过", "大于"), ("不得", "不准")]
# [a|b] is one of them. A sentence is a condition or none, one or two of these, and up to two tails.
CONDITIONS = """{t}
{e}时
考虑到{e}
受{e}[影响|制约]
在{p}[具备条件|清理干净|移交]后
{w}[开始|动工|插入]前
{w}[结束|收尾|报验]后[|{n}小时内|第{n}天]
一旦{q}[异常|超标|突变]
[为了|为|旨在]{a}
{m}[到场|入库|上架]以后
若{k}[故障|检修|不足]
[结合|参照|借鉴]{p}的[经验|做法|数据]
{name}[到岗|接班|离岗]时
{q}[稳定|合格|达标]之前
遇[上级|业主|政府|媒体][检查|来访|抽查]""".split("\n")
FRAMES = """[由|请|派|委托|责成]{r}[对|就|围绕]{p}的{w}[做|开展|组织|安排]{v}
{w}[采用|推行|实行|按]{y}[方式|办法|原则|思路][组织|推进|展开|实施]
[我们|我方|项目部|本公司][在|于]{p}[增设|配备|安排|部署]{n}名{r}
{m}[按|以|分][批次|车次|吨位|规格]取样
{q}[不合格|超差|存疑]的{m}[退场|封存|降级|返工]
[配备|投入|调用|租赁]{k}{n}台
{r}[会同|联合|协同|通知]{r2}{v}{w}
{w}[计划|预计|争取|拟]用{n}[天|日历天|个工作日][完成|收尾|封顶]
{w}[与|和|同]{w2}[错开|穿插|并行|搭接]{n}天
{k}[与|距]{k2}[留出|保持|拉开]{n}m[间距|净距|空当]
{m}[每|按]{n}[cm|mm|层][一层|一道|一遍][铺设|摊铺|涂刷|码放]
{q}每[隔|]{n}[小时|班|米|根][测|读|查|记]一次
{p}[到|至]{p2}[之间|沿线|范围][划为|改为|留作]{w}[区|带|场地]
{w}的[难点|关键|风险|瓶颈][是|在于|出在]{e}
{r}把{m}的{q}[录入|报入|写进|更新到][系统|台账|日报|看板]
{w}[完成|做完|收面]后[静置|养生|观察]{n}[小时|天]
{name}[有|具备|积累了]{n}年{w}[经验|履历|业绩]
[堆高|堆载|码放][不大于|控制在|限于]{n}[m|层|吨]
{w}[改|转|调整]为{y}[推进|组织|作业]
{q}[抽|查|测]{n}[点|处|组]
{name}[值守|带班|蹲点|巡视]{p}
{m}与{m2}[接缝|交接|重叠]处[加|贴|补]{n}mm[附加层|压条|网片]
{w}[高峰|阶段|期间][劳动力|用工|人数][为|达|约]{n}人
{r}[从|自]{p}[抽调|借调|增派]{n}人
{r}在{n}分钟[内|之内][赶到|到达|抵达]{p}
{m}[损耗|用量|消耗][压到|降至|定为]{n}[‰|吨|方]
{w}以{p}的[控制点|基准线|桩号]为准
[类似|同类|以往]{w}[总结|沿用|验证]过{y}[做法|套路|管理]
{r}[每周|每旬|每月][召集|主持|参加]{w}[例会|碰头会|专题会]
{p}[先|首先]做{n}米{w}[试验段|样板|首件]
{m}[由|归|交]{name}[采购|保管|发放|验收]
{k}[满|每]{n}[天|个台班|小时][保养|润滑|标定]
{p}[洒水|喷雾|覆盖]{n}[次|遍|处]
{w}[第|自第]{n}[日历天|周|天][插入|启动|交验]
{m}[强度|龄期|厚度]到{n}[%|天|mm][拆|落|松][模|架|撑]
{p}[围挡|护栏|通道][高|宽|长]{n}m
{name}[每|隔]{n}天[书面|当面|电话][报告|通报|反映]{q}
[分包|班组|供应商][交纳|垫付|预留]{n}万元[保证金|押金|尾款]
{m}[堆|存|摆]在{p}的[棚内|垫木上|货架上]
{q}[差|偏|超][的|了]{w}[停|缓|返]工
夜[间|里]只[排|做|留]{w}
{p}[噪声|光照|扬尘][不过|低于|控制到]{n}[分贝|勒克斯|微克]
{w}[图纸|方案|变更]经{r}[会签|复核|批注]
{k}[停放|检修|加油][在|于]{p}
{y}[管理|台账|机制]覆盖{w}和{w2}
{r}[保留|拍摄|上传]{w}的[影像|原始记录|小票]
{m}[抽检|复试|见证]比例[为|定为|提到]{n}%
{p}[积水|裂缝|杂物][限时|当班|连夜][抽排|修补|清走]
{w}[班组|队伍|分包]与{w2}[班组|队伍|分包][交接|互签|移交]{q}
{k}由{name}[操作|指挥|看管]""".split("\n")
TAILS = """以[便|利]{a}
从而{a}
{r}[随后|当天|次日]{v}
{q}[偏差|误差|极差][控制在|不超过|小于]{n}mm
{q}[以|按]{n}[为限|计|验算]
并[由|请]{name}{v}
[超出|不足|逾期]的[当日|限期|逐项]{v}
{k}[同步|随时|就近][配合|待命|跟进]
[避开|错过|赶在]{t}
{w}[不受影响|照常进行|顺延]
[必要|来不及]时[加|换]{k}
[结果|数据|照片][归档|上墙|抄送{r}]
费用[计入|摊入]{w}""".split("\n")
LEADS = """首先 其次 同时 此外 另外 其中 具体来说 实际操作中 结合现场踏勘 经比选 因此 为此 对于这一环节 必要时 一般情况下 特殊情况下 按我公司惯例 根据以往经验 与此相应 在此基础上""".split()
STOCK = """严格按照国家现行施工质量验收规范执行
确保工程质量达到合格标准
坚持安全第一、预防为主、综合治理的方针
做到文明施工、绿色施工
建立健全质量保证体系和安全生产责任制
特种作业人员必须持证上岗
施工现场实行封闭式管理
认真做好技术交底和安全交底工作
上道工序不合格不得进入下道工序
所有进场材料必须有出厂合格证和检测报告
我公司将选派经验丰富的管理人员组成项目经理部
确保在合同工期内完成全部施工任务
积极配合建设单位和监理单位的工作
严格执行自检、互检、交接检制度
加强对作业人员的安全教育和培训""".split("\n")
LAW = """投标人应当在{t}之前向{r}提交关于{w}的书面说明,逾期未提交的,招标人有权不予受理
{w}部分的计量以{q}为准,监理人应在收到申请后{n}天内予以确认
承包人未经发包人同意更换{r}的,应支付违约金{n}万元
中标人应按中标价的{n}%提交履约担保,有效期至{w}验收合格之日
评标委员会对{w}方案的{q}进行评审,满分{n}分,未提及{m}的扣{n2}分
{m}属于暂估价材料,由发包人与承包人按第{n}.{n2}款共同招标
因{e}导致工期延误的,承包人应在{n}日内提出索赔意向通知
本工程{w}不得转包,{p}范围内的{w2}可依法分包
发包人在{t}提供{p}的施工条件,承包人负责{m}的二次搬运
缺陷责任期为{n}个月,自{w}实际竣工之日起计算
投标文件中{r}的资格证明应附{q}的证明材料,否则视为不响应
招标控制价中{m}的单价为{n}.{n2}元,投标报价不得高于该单价""".split("\n")
RULES = """{n}.{n2}.1 {w}施工前应对{m}的{q}进行检验,检验批不应大于{n}件
{n}.{n2}.2 {w}的{q}允许偏差应为±{n}mm,检查数量应按{p}总数的{n2}%抽取
{n}.{n2}.3 当{e}时,{w}应采取{y}措施,并应监测{q}
{n}.{n2}.4 {m}与{m2}不得混用,{q}应符合设计要求
{n}.{n2}.5 {w}分项工程的{q}应全数检查,检验方法为观察和尺量
{n}.{n2}.6 {k}的额定能力不应小于计算值的{n}%,{t}应进行试运转
{n}.{n2}.7 {w}完成{n}h后方可进行{w2},其间应避免{e}的影响""".split("\n")
COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"


ALTERNATIVES = re.compile(r"\[([^\]]*)\]")


class Author:
    """Writes sentences: with words and frames of its own, though from the same lists as everyone."""

    def __init__(self, noise, frames=FRAMES, stock=0.04):
        self.noise = noise
        self.stock = stock
        pick = lambda words, share: noise.sample(words, max(4, int(len(words) * share)))
        self.frames = pick(frames, 0.8) if len(frames) > 20 else frames
        self.isProse = frames is FRAMES
        self.words = {"w": pick(WORKS, 0.8), "m": pick(MATERIALS, 0.8), "k": pick(MACHINES, 0.8), "r": pick(ROLES, 0.8),
                      "v": VERBS, "q": pick(QUALITIES, 0.9), "t": pick(TIMES, 0.9), "e": REASONS, "y": WAYS, "a": AIMS,
                      "p": PLACES, "p2": PLACES, "name": pick(NAMES, 0.05)}
        for slot in ("w", "m", "k", "r"):
            self.words[slot + "2"] = self.words[slot]

    def sentence(self):
        noise = self.noise
        if noise.random() < self.stock:
            return noise.choice(STOCK) + "。"
        clauses = [noise.choice(self.frames)]
        if self.isProse:
            if noise.random() < 0.5:
                clauses.append(noise.choice(self.frames))
            if noise.random() < 0.5:
                clauses.insert(0, noise.choice(CONDITIONS))
            clauses += noise.sample(TAILS, noise.choice([0, 0, 1, 1, 2]))
        if noise.random() < 0.2:
            clauses.insert(0, noise.choice(LEADS))
        return ",".join(map(self.filled, clauses)) + ("。" if noise.random() < 0.85 else ";")

    def filled(self, frame):
        noise = self.noise
        text = ALTERNATIVES.sub(lambda match: noise.choice(match[1].split("|")), frame)
        slots = {name: noise.choice(words) for name, words in self.words.items()}
        slots["n"], slots["n2"] = noise.randint(2, 999), noise.randint(1, 12)
        return text.format(**slots)

    def prose(self, length):
        """At least so many characters, whole sentences."""
        parts, have = [], 0
        while have < length:
            parts.append(self.sentence())
            have += len(parts[-1])
        return "".join(parts)


def edited(noise, text, rate):
    """The text with about `rate` of its characters edited, and how many edits that were."""
    wanted, done = int(len(text) * rate + 0.5), 0
    characters = list(text)
    places = list(range(len(characters)))
    noise.shuffle(places)
    touched = set()
    for at in places:
        if done >= wanted:
            break
        if at in touched:
            continue
        kind = noise.random()
        pair = "".join(text[at:at + 2])
        other = next((b if pair == a else a for a, b in SYNONYMS if pair in (a, b)), None)
        if other and at + 1 not in touched and done + 2 <= wanted:
            characters[at], characters[at + 1] = other[0], other[1]
            touched |= {at, at + 1}
            done += sum(1 for x, y in zip(pair, other) if x != y)
        elif text[at] in ",。;" and kind < 0.6:
            characters[at] = noise.choice([c for c in ",。;、" if c != text[at]])
            touched.add(at)
            done += 1
        elif kind < 0.5:
            characters[at] = noise.choice([c for c in COMMON[:60] if c != text[at]] if kind < 0.05 else COMMON)
            touched.add(at)
            done += 1
        elif kind < 0.75:
            characters[at] = ""
            touched.add(at)
            done += 1
        else:
            characters[at] += noise.choice(COMMON)
            touched.add(at)
            done += 1
    return "".join(characters), done


def blocks(noise, text):
    """A passage as it falls into paragraphs: after some of its sentences."""
    parts, current = [], ""
    for sentence in text.replace("。", "。\n").split("\n"):
        current += sentence
        if len(current) > noise.randint(80, 400):
            parts.append(current)
            current = ""
    return parts + [current] if current else parts


class Bid:
    """Pieces of text, each with the number of the planted passage that it is, or None."""

    def __init__(self):
        self.pieces = []
        self.length = 0

    def add(self, text, planted=None):
        self.pieces.append((text, planted))
        self.length += len(text)

    def write(self, path, noise):
        """Writes the bid, a paragraph a line, and gives the places of what was planted."""
        noise.shuffle(self.pieces)
        places, at, line, lines = {}, 0, "", []
        for text, planted in self.pieces:
            if planted is not None:
                places[planted] = (at, at + len(text))
            for index, part in enumerate(blocks(noise, text)):
                # a piece may begin within a paragraph of another one
                if index > 0 or noise.random() < 0.7:
                    lines.append(line)
                    line = ""
                line += part
                at += len(part)
        lines.append(line)
        save(path, "\n".join(line for line in lines if line))
        return places


def save(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def excerpt(noise, text, length):
    start = noise.randrange(max(1, len(text) - length))
    return text[start:start + length]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--bids", type=int, default=20)
    parser.add_argument("--characters", type=int, default=300_000)
    parser.add_argument("--passages", type=int, default=750)
    parser.add_argument("--pairs", type=int, default=10, help="that copied; the passages are spread over them")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    noise = random.Random(options.seed)
    os.makedirs(options.folder, exist_ok=True)
    path = lambda name: os.path.join(options.folder, name)

    tender = Author(noise, LAW, stock=0.1).prose(60_000)
    standards = [Author(noise, RULES, stock=0).prose(60_000) for _ in range(5)]
    template = Author(noise, LAW + FRAMES[:10], stock=0.2).prose(20_000)
    catalogue = Author(noise, stock=0).prose(30_000)
    save(path("tender.txt"), "\n".join(blocks(noise, tender)))
    for number, text in enumerate(standards, 1):
        save(path(f"background-standard-{number}.txt"), "\n".join(blocks(noise, text)))
    save(path("background-template-1.txt"), "\n".join(blocks(noise, template)))
    save(path("background-catalogue-1.txt"), "\n".join(blocks(noise, catalogue)))

    authors = [Author(noise) for _ in range(options.bids)]
    bids = [Bid() for _ in range(options.bids)]
    allpairs = [(a, b) for a in range(options.bids) for b in range(a + 1, options.bids)]
    pairs = sorted(noise.sample(allpairs, min(options.pairs, len(allpairs))))
    passages = []
    for number in range(options.passages):
        pair = pairs[number % len(pairs)]
        length = round(math.exp(noise.uniform(math.log(30), math.log(3000))))
        rate = noise.choice([0, 0.02, 0.05, 0.10, 0.15, 0.20])
        original = authors[pair[0]].prose(length + 60)
        start = noise.randint(0, 40)
        original = original[start:start + length]
        copy, edits = edited(noise, original, rate)
        bids[pair[0]].add(original, number)
        bids[pair[1]].add(copy, number)
        passages.append({"pair": pair, "length": len(original), "rate": rate, "edits": edits})
    common = []
    for _ in range(3):
        form = Author(noise).prose(800)
        has = sorted(noise.sample(range(options.bids), max(3, options.bids * 2 // 5))) if options.bids > 2 else []
        common.append({"bids": has, "length": len(form)})
        for bid in has:
            bids[bid].add(form)
    product = excerpt(noise, catalogue, 4000)
    for number, (bid, author) in enumerate(zip(bids, authors)):
        for _ in range(12):
            bid.add(excerpt(noise, tender, noise.randint(200, 3000)))
        for _ in range(20):
            bid.add(excerpt(noise, noise.choice(standards), noise.randint(80, 400)))
        # the agency's form, filled in
        form, gaps = template, noise.sample(range(len(template)), 60)
        for at in sorted(gaps, reverse=True):
            form = form[:at] + noise.choice(author.words["name"]) + form[at:]
        bid.add(form)
        # two words in a hundred of the tender changed, by each bidder others
        bid.add(edited(noise, excerpt(noise, tender, 4000), 0.04)[0])
        if number % 4 == 0:
            bid.add(product)
        while bid.length < options.characters:
            bid.add(author.prose(noise.randint(300, 3000)))
    for number, bid in enumerate(bids):
        for passage, place in bid.write(path(f"bid-{number + 1:02}.txt"), noise).items():
            passages[passage].setdefault("at", []).append(place)
    with open(path("truth.json"), "w", encoding="utf-8") as file:
        json.dump({"passages": passages, "common": common}, file)


if __name__ == "__main__":
    main()
