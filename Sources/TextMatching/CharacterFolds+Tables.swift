// CharacterFolds+Tables.swift — which character counts as which other one; the shapes are Unicode's, the choice is ours.

extension CharacterFolds {
    /// U+2F00…U+2FD5, the Kangxi radicals (康熙部首): the ideographs that they look like. Fonts of some PDF writers yield them.
    static let radicals =
        """
        一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾\
        干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生\
        用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷\
        豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
        黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
        """

    /// U+F900…U+FAD9, compatibility ideographs: what Unicode says that each one is; those that are nothing else stand for themselves.
    static let compatibilityIdeographs =
        """
        豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓\
        爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北\
        磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊\
        練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉\
        杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒\
        狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼\
        館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹\
        艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘﩮﩯並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒\
        敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈\
        輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎
        """

    /// Pairs of a radical of the supplement (U+2E80…U+2EF3) and the ideograph that it is in print.
    static let supplementRadicals =
        "⺁厂⺄乙⺅亻⺇几⺉刂⺊卜⺋㔾⺎兀⺐尣⺒巳⺓幺⺔彑⺖忄⺗⺗⺘扌⺙攵⺛旡⺝月⺞歹⺟母⺠民⺡氵⺢氺⺣灬⺥爫⺨犭⺩王⺭礻⺮⺮⺯糹⺱罓⺹耂⺽臼⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊⻊⻋车⻌辶⻍辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"

    /// Pairs of a character and the one that it counts as: punctuation that people and programs exchange freely.
    static let punctuation =
        """
        \u{201C}"\u{201D}"\u{201E}"\u{300C}"\u{300D}"\u{300E}"\u{300F}"\u{301D}"\u{301E}"\u{2033}"\
        \u{2018}'\u{2019}'\u{201B}'\u{2032}'\u{00B4}'\u{0060}'\
        \u{2010}-\u{2011}-\u{2012}-\u{2013}-\u{2014}-\u{2015}-\u{2212}-\u{2500}-\u{FE31}-\u{FE32}-\u{FE58}-\u{FE63}-\
        \u{2022}·\u{2027}·\u{22C5}·\u{30FB}·\u{FF65}·\u{223C}~\u{301C}~\
        \u{3010}[\u{3014}[\u{3016}[\u{3011}]\u{3015}]\u{3017}]\u{3008}<\u{300A}<\u{3009}>\u{300B}>\
        \u{3002}.\u{FF61}.\u{FE12}.\u{FE10},\u{FE50},\u{FE11}、\u{FF64}、\u{FE51}、\u{FE13}:\u{FE55}:\u{FE14};\u{FE54};\
        \u{FE15}!\u{FE57}!\u{FE16}?\u{FE56}?\u{FE35}(\u{FE36})\u{FE59}(\u{FE5A})\u{FE52}.\u{FE3D}<\u{FE3E}>\u{FE3F}<\u{FE40}>\
        \u{FE60}&\u{FE61}*\u{FE62}+\u{FE64}<\u{FE65}>\u{FE66}=\u{FE68}\\\u{FE69}$\u{FE6A}%\u{FE6B}@\u{FE5F}#\
        \u{2236}:\u{2215}/\u{2044}/\u{2217}*\u{FFE5}¥\u{FFE0}¢\u{FFE1}£
        """

    /// Pairs of a character and one letter or figure: units, signs, superscripts and subscripts.
    static let letters =
        """
        \u{00B5}μ\u{2126}Ω\u{212A}k\u{212B}å\u{2113}l\u{00AA}a\u{00BA}o\u{00B2}2\u{00B3}3\u{00B9}1\u{2070}0\u{2071}i\u{207F}n\
        \u{207A}+\u{207B}-\u{208A}+\u{208B}-\u{2090}a\u{2091}e\u{2092}o\u{2093}x\u{2095}h\u{2096}k\u{2097}l\u{2098}m\
        \u{2099}n\u{209A}p\u{209B}s\u{209C}t\u{3007}0\u{25CB}0\u{00D7}x\u{2715}x\u{2716}x\u{3038}十\u{3039}卄\u{303A}卅
        """

    /// One character, and the several that it counts as. The figures in circles and brackets are made by rule.
    static let expansions =
        """
        ㎡m2 ㎥m3 ㎜mm ㎝cm ㎞km ㎟mm2 ㎠cm2 ㎢km2 ㎣mm3 ㎤cm3 ㎦km3 ㎎mg ㎏kg ㎍μg ㏄cc ㎖ml ㎗dl ㎘kl ㎐hz ㎑khz ㎒mhz ㎓ghz \
        ㎩pa ㎪kpa ㎫mpa ㎬gpa ㎳ms ㎱ns ㎲μs ㎀pa ㎂μa ㎃ma ㎄ka ㎅kb ㎆mb ㎇gb ㎴pv ㎶μv ㎷mv ㎸kv ㎹mv ㎻nw ㎽mw ㎾kw ㎿mw ㏀kω \
        ㏁mω ㏈db ㏑ln ㏒log ㏕mil ㏎km ㏔mb ㏖ppm ㏗ph ㏘pm ㎧m/s ㎨m/s2 ㎭rad ㎈cal ㎉kcal ㎏kg ℃°c ℉°f №no ℡tel ™tm ㏂am ㏇co \
        …... ‥.. ½1/2 ¼1/4 ¾3/4 ⅓1/3 ⅔2/3 ⅛1/8 ⅜3/8 ⅝5/8 ⅞7/8 Ⅰi Ⅱii Ⅲiii Ⅳiv Ⅴv Ⅵvi Ⅶvii Ⅷviii Ⅸix Ⅹx Ⅺxi Ⅻxii ⅰi ⅱii ⅲiii \
        ⅳiv ⅴv ⅵvi ⅶvii ⅷviii ⅸix ⅹx ⅺxi ⅻxii ﬀff ﬁfi ﬂfl ﬃffi ﬄffl ﬅst ﬆst
        """

    /// Pairs of a Cyrillic or Greek letter and the Latin one that nobody can tell it from. Letters that only resemble one another
    /// (ρ and p, ν and v, α and a) are not here: formulas need them.
    static let lookAlikes =
        """
        \u{0430}a\u{0435}e\u{043E}o\u{0440}p\u{0441}c\u{0443}y\u{0445}x\u{0456}i\u{0458}j\u{0455}s\u{04BB}h\u{0501}d\u{051B}q\u{051D}w\
        \u{04CF}l\u{0410}a\u{0412}b\u{0415}e\u{041A}k\u{041C}m\u{041D}h\u{041E}o\u{0420}p\u{0421}c\u{0422}t\u{0425}x\u{0423}y\u{0406}i\
        \u{0408}j\u{0405}s\u{04AE}y\u{0391}a\u{0392}b\u{0395}e\u{0396}z\u{0397}h\u{0399}i\u{039A}k\u{039C}m\u{039D}n\u{039F}o\u{03A1}p\
        \u{03A4}t\u{03A5}y\u{03A7}x\u{03BF}o\u{03F2}c\u{03F3}j
        """
}
