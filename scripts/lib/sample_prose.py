"""What the made-up bidders of sample-documents.py write about their work: prose of each one's own, the same every time.

A sentence is an opening, one or two clauses and an ending. Every bidder has clauses that no other has and fills their gaps from
lists that all share, so that two who write by themselves use the same words and share no passage. Standard library only.
"""

WORDS = {
    "work": """沟槽开挖 土方回填 路床整形 石灰土处理 二灰碎石基层 水稳碎石摊铺 透层洒布 粘层洒布 沥青中面层 沥青上面层 侧石安砌 平石安砌 透水砖铺设
    盲道铺设 树池砌筑 雨水管安装 污水管安装 检查井砌筑 雨水口施工 闭水试验 井周回填 标线施划 标志牌安装 护栏安装 路灯基础 电缆敷设 行道树栽植 旧路铣刨
    管线探挖 交通导改""".split(),
    "thing": """商品混凝土 水泥 中砂 级配碎石 石灰 粉煤灰 改性沥青 乳化沥青 矿粉 钢筋混凝土管 橡胶圈 花岗岩侧石 透水砖 球墨铸铁井盖 土工格栅 热熔涂料
    镀锌钢管 电缆 灯杆 种植土""".split(),
    "machine": """挖掘机 装载机 自卸汽车 平地机 双钢轮压路机 胶轮压路机 摊铺机 沥青洒布车 洒水车 汽车起重机 平板振动夯 铣刨机 切缝机 水准仪 全站仪 发电机
    潜水泵 小型打夯机""".split(),
    "who": """项目负责人 技术负责人 施工员 质量员 安全员 材料员 试验员 测量员 资料员 劳务员 机械班长 路面工长 管网工长 交通协管员 环保专员""".split(),
    "what": """压实度 弯沉值 平整度 纵断高程 横坡 厚度 含水率 油石比 摊铺温度 碾压遍数 接缝高差 管底坡度 井盖高差 水泥剂量 无侧限抗压强度 宽度""".split(),
    "where": """起点路口 向阳小学门前 农贸市场段 跨渠箱涵处 K0+420 附近 K1+160 附近 终点路口 北侧人行道 南侧辅道 公交站台 加油站出入口 老旧小区门口
    料场 拌和站 项目部驻地""".split(),
    "when": """开工前 每日收工时 雨后 早高峰之后 夜间 验收前 高温时段 交班时 周末 隐蔽之前 材料进场当天 学校放学前""".split(),
}

OPENINGS = """针对{where}的实际情况
{when}
考虑到{work}与{work2}相互干扰
为不影响沿线商户
{work}开始之前
一旦{what}接近限值
按照我方在同类道路上的做法
{where}交出工作面后
在{who}确认{what}之后
遇到地下管线不明的地段
如{machine}临时故障
{thing}到场以后
鉴于{where}车流集中
从总进度倒推
当气温低于 {n} ℃ 时
接到交管部门的书面同意后
{work}收尾阶段
凡涉及{thing}的工序
结合现场踏勘所见
在保证居民出行的前提下
{where}先行试做 {n} 米
本段地下水位较浅
工作面不足 {n} 米时
与产权单位对接完成后
为把{what}一次做到位""".split("\n")

CLAUSES = """由{who}带 {n} 人专做{work}
{work}分 {n} 层推进并逐层测{what}
把{machine}停放在{where}待命
{thing}以每 {n} 吨为一批送检
{who}同{who2}在现场签认{what}
{work}紧跟{work2}流水展开
{where}按单幅 {n} 米宽放行社会车辆
每 {n} 米设一个断面记录{what}
{machine}与{machine2}成组作业
{what}的偏差当班消除不留到次日
{work}安排在{when}进行
{thing}下垫上盖存放在{where}
以 {n} 天为周期滚动编排{work}计划
{who}将{what}填入日报并附照片
{where}夜间布置 {n} 盏警示灯
先深后浅依次完成{work}和{work2}
{work}所需{thing}提前 {n} 天备足
租用备用{machine}一台以防停工
{where}的井位逐个核对后再做{work}
碾压由低侧向高侧重叠 {n} 厘米
专设{who}巡查{where}的围挡
对{thing}实行见证取样比例 {n}%
{work}采用定人定段的承包小组
用{machine}清除{where}的浮土
{what}按规范频率加密一倍检测
{work}与绿化移交之间留出 {n} 天
{who}每旬向监理提交{what}汇总
在{where}搭设 {n} 座钢制便桥
{thing}的合格证由{who}逐车核收
{work}遇雨即停并覆盖已成部分
以首件{work}的{what}作为验收样板
划出{where}作为{thing}周转场
{machine}进场前由{who}试车登记
{work}的缺陷按台账销项限 {n} 日
早晚各测一次{thing}的温度和{what}
{where}安排{who}疏导行人
{work}高峰投入劳力 {n} 人
统一调配{machine}服务两个作业段
{what}不合格的段落返工后重报
合并{work}和{work2}的封路时间
{thing}随用随拌不过夜
沿{where}敷设 {n} 米临时排水沟
{who}与社区约定{work}的时段
经计算{machine}配 {n} 台可满足强度
{work}完成后封闭养护 {n} 天
{where}的旧料分拣后就近利用
对{what}设预警值和停工值两道线
{thing}卸料处铺钢板保护路面
交底由{who}讲给每名{work}工人
按 {n} 小时一班轮换{machine}司机""".split("\n")

ENDINGS = """使{what}始终可控
并留存影像备查
其结果于次日张榜
避免二次开挖
所需费用已含在报价内
由{who}复核后转序
力争提前 {n} 天移交
确保两侧门店进出无阻
不合格者一律清退
以此压缩关键线路
扬尘随时喷雾抑制
同步更新进度横道图
防止{work}留下渗水隐患
数据保存至缺陷责任期满
事后由{who}组织讲评
做到当日工完场清
必要时增派{machine}支援
噪声不超过 {n} 分贝
让{work2}得以按期插入
误差控制在 {n} 毫米之内
并向监理单位书面报备
为后续{work}创造条件
责任落实到{who}本人
同时减少{thing}损耗
兼顾公交线路正常运营""".split("\n")

STOCK = """坚持安全第一、预防为主、综合治理的方针
所有进场材料必须有出厂合格证和检测报告
上道工序不合格不得进入下道工序
特种作业人员必须持证上岗
施工现场实行封闭式管理""".split("\n")

# what somebody changes who passes a text off as an own one
DISGUISES = [
    ("现场", "工地"), ("安排", "指派"), ("完成", "做完"), ("必要时", "需要时"), ("验收", "检验"), ("提前", "预先"), ("考虑到", "鉴于"),
    ("本段", "该段"), ("记录", "填写"), ("高峰", "旺季"), ("防止", "避免"), ("使", "令"), ("作为", "当作"), ("附近", "一带"),
]


class Author:
    """One of several who write: the n-th of `of` has every `of`-th clause, beginning with the n-th."""

    def __init__(self, chance, number, of):
        self.chance = chance
        self.openings, self.clauses, self.endings = (
            clauses[number % of::of] for clauses in (OPENINGS, CLAUSES, ENDINGS))

    def sentence(self):
        if self.chance.random() < 0.05:
            return self.chance.choice(STOCK) + "。"
        clauses = [self.chance.choice(self.openings), *self.chance.sample(self.clauses, self.chance.choice((1, 2, 2))),
                   self.chance.choice(self.endings)]
        return ",".join(map(self.filled, clauses)) + "。"

    def filled(self, clause):
        gaps = {name: self.chance.choice(words) for name, words in WORDS.items()}
        gaps |= {f"{name}2": self.chance.choice(words) for name, words in WORDS.items()}
        return clause.format(n=self.chance.randrange(3, 60), **gaps)

    def paragraph(self, length):
        """Whole sentences, of at least so many characters together."""
        text = ""
        while len(text) < length:
            text += self.sentence()
        return text


def disguised(text, chance):
    """The same text with up to three words changed."""
    fitting = [pair for pair in DISGUISES if pair[0] in text]
    for old, new in chance.sample(fitting, min(3, len(fitting))):
        text = text.replace(old, new, 1)
    return text
