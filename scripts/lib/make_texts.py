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
FRAMES = """{t}由{r}对{p}的{w}做{v},{q}偏差控制在{n}mm以内
{w}采用{y}方式组织,每段长度不超过{n}m,以便{a}
针对{e}的特点,我们在{p}增设{n}名{r},专门负责{w}的{v}
{m}进场后按批次取样,{q}不合格的{m2}一律退场,并由{r}{v}
配备{k}{n}台、{k2}{n2}台,{t}完成调试,满足{w}需要
{r}{t}组织{r2}对{w}进行{v},发现{q}问题当日销号
考虑到{e},{w}计划用{n}天完成,其中{w2}穿插在第{n2}天开始
{p}{w}施工时,{k}与{k2}之间保持{n}m以上距离,{r}全程{v}
{m}按{n}cm一层铺设,{q}达到设计值后方可开始{w}
为了{a},{w}的{q}由{r}每{n}小时{v}一次
{w}与{w2}之间的工作面移交实行{y}管理,双方{r}签字
本项目{w}的难点是{e},拟采取{y}作业并增加{k}
{t},{r}把{m}的{q}结果录入系统,{r2}据此{v}
{w}完成后静置{n}小时,再由{k}配合进行{w2}
{name}具有{n}年{w}经验,在本项目担任{r},主管{q}的{v}
现场{p}设置{n}处{m}堆放点,堆高不大于{n2}m,{r}负责{v}
{e}时,{w}改为{y}推进,{a}的同时不影响{w2}
{q}检测频率为每{n}平方米一点,{t}由{r}复测{n2}点
{k}作业半径内禁止人员停留,{p}由{name}值守并{v}
{m}与{m2}的接缝处附加一道处理,宽度{n}mm,目的是{a}
{w}阶段劳动力高峰为{n}人,{t}由{r}从{p}调入{n2}人
如遇{e},{r}在{n}分钟内到达{p},启动{k}并{v}
{m}的损耗率控制在{n}‰以下,{r}{t}公布{y}结果
{w}测量以{p}的控制点为准,{q}闭合差不大于{n}mm
我方在类似{w}中总结出{y}做法,可以{a}
{r}与{r2}建立{y}制度,{t}碰头一次,重点解决{w}中的{q}问题
{p}的{w}先做{n}米试验段,{q}稳定后再全面展开
{w}所用{m}由{name}专人采购,{t}到货,{r}{v}后入库
{k}的保养周期为{n}天,{r}{v}后方可投入{w}
对{e}引起的{q}变化,采用{y}监测,累计值达到{n}mm时报警
{t}对{p}洒水{n}次,并用{k}压住扬尘,从而{a}
{w}节点工期为第{n}日历天,滞后{n2}天以上时由{r}签发赶工令
{m}强度达到{n}%后拆除支撑,{r}{t}{v}
{p}围挡高{n2}m,外侧张贴{w}公示牌,{r}联系电话保持畅通
{w}样板经{r}确认后,其他班组照样施工,{q}不得低于样板
{name}每{n}天向{r}书面报告{w}的{q}和{m}消耗
分包进场须交纳{n}万元履约保证,{w}的{q}由总包{v}
{w}使用的{m}与{m2}分开码放,{p}设遮雨棚{n}平方米
{q}达不到要求的{w},{r}有权停工,由{name}牵头{v}
夜间只安排{w},照明用{k}供电,{p}噪声不大于{n}分贝""".split("\n")
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


class Author:
    """Writes sentences: with words and frames of its own, though from the same lists as everyone."""

    def __init__(self, noise, frames=FRAMES, stock=0.08):
        self.noise = noise
        self.stock = stock
        pick = lambda words, share: noise.sample(words, max(4, int(len(words) * share)))
        self.frames = pick(frames, 0.8) if len(frames) > 20 else frames
        self.words = {"w": pick(WORKS, 0.8), "m": pick(MATERIALS, 0.8), "k": pick(MACHINES, 0.8), "r": pick(ROLES, 0.8),
                      "v": VERBS, "q": pick(QUALITIES, 0.9), "t": pick(TIMES, 0.9), "e": REASONS, "y": WAYS, "a": AIMS,
                      "p": PLACES, "name": pick(NAMES, 0.05)}
        for slot in ("w", "m", "k", "r"):
            self.words[slot + "2"] = self.words[slot]

    def sentence(self):
        noise = self.noise
        if noise.random() < self.stock:
            return noise.choice(STOCK) + "。"
        slots = {name: noise.choice(words) for name, words in self.words.items()}
        slots["n"], slots["n2"] = noise.randint(2, 99), noise.randint(1, 12)
        text = noise.choice(self.frames).format(**slots)
        if noise.random() < 0.3:
            text = noise.choice(LEADS) + "," + text
        return text + ("。" if noise.random() < 0.85 else ";")

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
