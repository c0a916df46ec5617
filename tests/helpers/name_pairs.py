"""Sources that name somebody, with right renderings and with slips; a line each, the parts between bars."""

RIGHT = """
韩立新说，订单增加了。|Han Lixin said that orders had risen.
记者李娜、王芳报道|Reported by Li Na and Wang Fang
陆明远教授认为这不可能。|Professor Lu Mingyuan thinks this impossible.
魏小满在修复皮影。|Wei Xiaoman is restoring shadow puppets.
学者邵砚秋来了。|Shao Yanqiu, a scholar, came.
周以宁负责采购。|Zhou Yining is in charge of purchases.
像张雄一样的农民工返乡创业。|Migrant workers like Zhang Xiong have gone home to start businesses.
局长赵国栋表示支持。|Director Zhao Guodong expressed his support.
钱学敏在图书馆工作。|Qian Xuemin works in a library.
孙丽萍的母亲住在苏州。|Sun Liping's mother lives in Suzhou.
书记冯建军介绍了情况。|Party secretary Feng Jianjun briefed the visitors.
医生褚红梅救了他。|The doctor, Chu Hongmei, saved him.
蒋晓东和沈佳怡结婚了。|Jiang Xiaodong and Shen Jiayi got married.
厂长秦大勇退休了。|Qin Dayong, the director of the factory, has retired.
何俊杰赢得了比赛。|He Junjie won the race.
教练施文斌很满意。|Coach Shi Wenbin is content.
村民陶志强种植茶叶。|Tao Zhiqiang, a villager, grows tea.
邹雅琴写了一本小说。|Zou Yaqin has written a novel.
主任潘海燕没有回答。|Director Pan Haiyan did not answer.
葛永辉是一名司机。|Ge Yonghui is a driver.
韩立新发表了论文。|Lixin Han has published a paper.
王小明住在波士顿。|Xiaoming Wang lives in Boston.
研究员刘思远领导该项目。|The project is led by Siyuan Liu, a researcher.
陈嘉敏是第一作者。|Jiamin Chen is the first author.
吴天宇获得了奖学金。|Tianyu Wu won a scholarship.
程雪获得金牌。|Xue Cheng won gold.
林静怡教授发言。|Professor Jingyi Lin spoke.
徐浩然的实验室|Haoran Xu's laboratory
王小明在场。|Wang Xiao-ming was there.
张晓华同意了。|Zhang Xiao-hua agreed.
李国强签了字。|Li Guo-Qiang signed.
周文静拒绝了。|Wen-jing Zhou refused.
赵一鸣讲话。|Zhao Yi-ming spoke.
王小明来了。|Wang Xiao Ming came.
刘美玲唱歌。|Liu Mei Ling sang.
黄志伟开车。|Zhi Wei Huang drove.
郑文博讲课。|Zheng Wen Bo lectured.
杨建国到了。|YANG Jianguo arrived.
马晓燕作画|MA Xiaoyan, painter
丁雨欣报道|By Ding YUXIN
高远是船长。|GAO Yuan is the captain.
吕丽是护士。|Lü Li is a nurse.
吕丽是护士。|Lv Li is a nurse.
吕丽是护士。|Lyu Li is a nurse.
吕丽是护士。|Lu Li is a nurse.
张绿原走了。|Zhang Lüyuan has left.
张绿原走了。|Zhang Lvyuan has left.
徐旅安是律师。|Xu Lyu'an is a lawyer.
何女贞到会。|He Nyuzhen attended.
王春瑜和张大可是学者。|Wang Chunyu and Zhang Dake are scholars.
李西安参军了。|Li Xi'an joined the army.
周恩安出生了。|Zhou En’an was born.
王小明是编辑。|X. M. Wang is the editor.
王小明是编辑。|Wang X. is the editor.
刘志勇作序。|With a preface by Z.Y. Liu
李强说他不知道。|Li said that he did not know.
李先生买了房。|Mr Li bought a house.
王教授退休了。|Professor Wang has retired.
张女士没有回答。|Ms Zhang gave no answer.
韩立新并不悲观。|He is not pessimistic.
韩立新并不悲观。|The director is not pessimistic.
韩立新并不悲观。|Mr Han is not pessimistic.
蒋介石离开了南京。|Chiang Kai-shek left Nanking.
蔡英文发表了演说。|Tsai Ing-wen made a speech.
马英九访问了大陆。|Ma Ying-jeou visited the mainland.
孙中山领导了革命。|Sun Yat-sen led the revolution.
宋庆龄在上海居住。|Soong Ching-ling lived in Shanghai.
陈水扁下台了。|Chen Shui-bian stepped down.
韩国瑜参选。|Han Kuo-yu stood for election.
王建民投球。|Wang Chien-ming pitched.
李登辉去世。|Lee Teng-hui died.
张学良被软禁。|Chang Hsueh-liang was kept under house arrest.
陈其迈市长讲话。|Mayor Chen Chi-mai spoke.
林佳龙辞职。|Lin Chia-lung resigned.
王金平主持会议。|Wang Jin-pyng chaired the meeting.
柯文哲到场。|Ko Wen-je attended.
侯友宜当选。|Hou Yu-ih was elected.
潘孟安就任。|Pan Men-an took office.
游锡堃发言。|You Si-kun spoke.
连战访问北京。|Lien Chan visited Beijing.
赖清德在台南。|Lai Ching-te is in Tainan.
苏贞昌反对。|Su Tseng-chang objected.
吴敦义到访。|Wu Den-yih came to visit.
王定宇质询。|Wang Ting-yu asked questions.
林飞帆参加游行。|Lin Fei-fan joined the march.
杨振宁获奖。|Chen-Ning Yang won the prize.
李政道获奖。|Tsung-Dao Lee won the prize.
吴健雄做了实验。|Chien-Shiung Wu made the experiment.
丘成桐讲课。|Shing-Tung Yau lectured.
贝聿铭设计了大楼。|I. M. Pei designed the building.
马友友演奏。|Yo-Yo Ma played.
李嘉诚捐款。|Li Ka-shing made a donation.
董建华卸任。|Tung Chee-hwa left office.
曾荫权卸任。|Donald Tsang left office.
梁振英发言。|Leung Chun-ying spoke.
林郑月娥会见记者。|Carrie Lam met the press.
李家超会见记者。|John Lee met the press.
李家超会见记者。|John Lee Ka-chiu met the press.
陈茂波公布预算。|Paul Chan Mo-po presented the budget.
梁朝伟获奖。|Tony Leung Chiu-wai won an award.
刘德华演出。|Andy Lau performed.
周润发演出。|Chow Yun-fat performed.
成龙演出。|Jackie Chan performed.
李小龙去世。|Bruce Lee died.
王家卫导演。|Directed by Wong Kar-wai
郭富城跳舞。|Aaron Kwok danced.
黄之锋出狱。|Joshua Wong was released.
黄之锋出狱。|Wong Chi-fung was released.
张国荣唱歌。|Leslie Cheung sang.
叶刘淑仪质询。|Regina Ip asked questions.
钟南山讲话。|Zhong Nanshan spoke.
李显龙访华。|Lee Hsien Loong visited China.
吴作栋访华。|Goh Chok Tong visited China.
陈振声讲话。|Chan Chun Sing spoke.
王瑞杰讲话。|Heng Swee Keat spoke.
黄循财就任。|Lawrence Wong took office.
林冠英讲话。|Lim Guan Eng spoke.
林吉祥到场。|Lim Kit Siang attended.
陈六使捐款。|Tan Lark Sye made a donation.
郭鹤年投资。|Robert Kuok invested.
马云退休。|Jack Ma retired.
李彦宏发言。|Robin Li spoke.
张爱玲写小说。|Eileen Chang wrote novels.
何大一研究病毒。|David Ho studies viruses.
王力宏唱歌。|Wang Leehom sang.
莫京娜摄影。|Photographed by Tina Mo
章丽娜讲话。|Lina Zhang spoke.
单田芳说书。|Shan Tianfang told stories.
解晓东唱歌。|Xie Xiaodong sang.
仇和受审。|Qiu He stood trial.
曾国藩练兵。|Zeng Guofan drilled soldiers.
盖叫天唱戏。|Ge Jiaotian sang opera.
查良镛写小说。|Zha Liangyong wrote novels.
任长霞破案。|Ren Changxia solved the case.
华建敏出席。|Hua Jianmin attended.
区永祥出席。|Ou Yongxiang attended.
翟志刚出舱。|Zhai Zhigang left the capsule.
朴树唱歌。|Pu Shu sang.
覃海洋夺冠。|Qin Haiyang won.
尉迟恭守门。|Yuchi Gong guards the door.
魏长庚学艺。|Wei Changgeng learned the art.
魏长庚学艺。|Wei Zhanggeng learned the art.
张行在唱歌。|Zhang Xing sang.
李乐天到会。|Li Letian attended.
李乐天到会。|Li Yuetian attended.
欧阳娜娜拉琴。|Ouyang Nana played the cello.
诸葛亮借箭。|Zhuge Liang borrowed arrows.
司马迁写史。|Sima Qian wrote history.
慕容雪离开了。|Murong Xue left.
上官婉儿写诗。|Shangguan Wan'er wrote poems.
特朗普说他会赢。|Trump said that he would win.
马斯克发射火箭。|Musk launched a rocket.
安倍晋三去世。|Shinzo Abe died.
金正恩视察工厂。|Kim Jong-un inspected a factory.
李在明当选。|Lee Jae-myung was elected.
文在寅访问平壤。|Moon Jae-in visited Pyongyang.
韩德洙辞职。|Han Duck-soo resigned.
宋旻淳回忆。|Song Min-soon remembered.
韩东勋参选。|Han Dong-hoon stood for election.
安哲秀退选。|Ahn Cheol-soo withdrew.
孙兴慜进球。|Son Heung-min scored.
胡志明去世。|Ho Chi Minh died.
阮富仲访华。|Nguyen Phu Trong visited China.
马克·吕特访华。|Mark Rutte visited China.
李约瑟写了科学史。|Joseph Needham wrote a history of science.
白求恩来华。|Norman Bethune came to China.
石原慎太郎发言。|Shintaro Ishihara spoke.
高岩松涛是画家。|Takaiwa is a painter.
马丁路德金遇刺。|Martin Luther King was shot.
高兴的是，方向明确了。|Happily, the direction is clear.
金融市场平稳。|Financial markets are calm.
他向白宫施压。|He put pressure on the White House.
王府井很热闹。|Wangfujing is a lively street.
平安银行的股价下跌。|Shares of Ping An Bank fell.
华为发布了新手机。|Huawei presented a new phone.
张家口下雪了。|It snowed in Zhangjiakou.
洪水退去。|The Hong River fell after the flood.
韩立新和韩立星是兄弟。|Han Lixin and Han Lixing are brothers.
王晓明的弟弟王晓敏来了。|Wang Xiaoming's younger brother Wang Xiaomin came.
李伟和李薇都姓李。|Li Wei and Li Wei are both called Li.
陈丽、陈莉莉与陈力|Chen Li, Chen Lili and Chen Li
张伟见了张维。|Zhang Wei met Zhang Wei.
韓立新說，訂單增加了。|Han Lixin said that orders had risen.
趙國棟局長表示支持。|Director Zhao Guodong expressed his support.
葉劍英元帥|Marshal Ye Jianying
江泽民会见外宾。|Jiang Zemin met foreign guests.
周恩来访问印度。|Zhou Enlai visited India.
周恩来访问印度。|Chou En-lai visited India.
毛泽东写诗。|Mao Tse-tung wrote poems.
邓小平南巡。|Deng Xiaoping went south.
邓小平南巡。|Teng Hsiao-p'ing went south.
北京和常州相距很远。|Beijing is far from Changzhou.
陕西与山西相邻。|Shaanxi borders on Shanxi.
陕北民歌|Folk songs of Shaanbei
长海医院在上海。|Changhai Hospital is in the metropolis.
他从南京到济南。|He went from Nanking to Tsinan.
"""

WRONG = """
韩立新并不悲观。|⟦Han Lixing⟧ is not pessimistic.|Han Lixin
女儿魏小满说服了他。|His daughter ⟦Wei Xiaomang⟧ persuaded him.|Wei Xiaoman
记者赵雅敏报道|Reported by ⟦Zhao Yaomin⟧|Zhao Yamin
记者杨召奎报道|Reported by ⟦Yang Zhoukui⟧|Yang Zhaokui
陆明远教授认为不可能。|Professor ⟦Lu Minyuan⟧ thinks it impossible.|Lu Mingyuan
学者邵砚秋来了。|The scholar ⟦Shao Yangqiu⟧ came.|Shao Yanqiu
周以宁负责采购。|⟦Zhou Yinin⟧ is in charge of purchases.|Zhou Yining
局长赵国栋表示支持。|Director ⟦Zhao Guodon⟧ expressed his support.|Zhao Guodong
钱学敏在图书馆工作。|⟦Qian Xueming⟧ works in a library.|Qian Xuemin
孙丽萍住在苏州。|⟦Sun Lipin⟧ lives in Suzhou.|Sun Liping
书记冯建军介绍了情况。|Party secretary ⟦Feng Jiangjun⟧ briefed the visitors.|Feng Jianjun
医生褚红梅救了他。|The doctor, ⟦Chu Honmei⟧, saved him.|Chu Hongmei
蒋晓东结婚了。|⟦Jiang Xiadong⟧ got married.|Jiang Xiaodong
沈佳怡结婚了。|⟦Shen Jiaiy⟧ got married.|Shen Jiayi
厂长秦大勇退休了。|⟦Qin Dayon⟧, the director, has retired.|Qin Dayong
何俊杰赢得了比赛。|⟦He Junjei⟧ won the race.|He Junjie
教练施文斌很满意。|Coach ⟦Shi Wenbing⟧ is content.|Shi Wenbin
村民陶志强种植茶叶。|⟦Tao Ziqiang⟧ grows tea.|Tao Zhiqiang
邹雅琴写了一本小说。|⟦Zou Yaqing⟧ has written a novel.|Zou Yaqin
主任潘海燕没有回答。|Director ⟦Pan Haiyang⟧ did not answer.|Pan Haiyan
葛永辉是一名司机。|⟦Ge Yonhui⟧ is a driver.|Ge Yonghui
韩立新发表了论文。|⟦Lixing Han⟧ has published a paper.|Lixin Han
王小明住在波士顿。|⟦Xiaomin Wang⟧ lives in Boston.|Xiaoming Wang
研究员刘思远领导该项目。|The project is led by ⟦Siyun Liu⟧.|Siyuan Liu
陈嘉敏是第一作者。|⟦Jianmin Chen⟧ is the first author.|Jiamin Chen
吴天宇获得了奖学金。|⟦Tainyu Wu⟧ won a scholarship.|Tianyu Wu
林静怡教授发言。|Professor ⟦Jinyi Lin⟧ spoke.|Jingyi Lin
徐浩然的实验室|⟦Haoren Xu⟧'s laboratory|Haoran Xu
王小明来了。|⟦Wang Xiao Min⟧ came.|Wang Xiao Ming
刘美玲唱歌。|⟦Liu Mei Lin⟧ sang.|Liu Mei Ling
黄志伟开车。|⟦Huang Zi Wei⟧ drove.|Huang Zhi Wei
郑文博讲课。|⟦Zheng Weng Bo⟧ lectured.|Zheng Wen Bo
杨建国到了。|⟦YANG Jiangguo⟧ arrived.|YANG Jianguo
马晓燕作画|⟦MA Xiaoyang⟧, painter|MA Xiaoyan
仇晓明教数学。|⟦Chou Xiaoming⟧ teaches mathematics.|Qiu Xiaoming
单田芳说书。|⟦Dan Tianfang⟧ told stories.|Shan Tianfang
解晓东唱歌。|⟦Jie Xiaodong⟧ sang.|Xie Xiaodong
曾庆红出席。|⟦Ceng Qinghong⟧ attended.|Zeng Qinghong
区永祥出席。|⟦Qu Yongxiang⟧ attended.|Ou Yongxiang
覃海洋夺冠。|⟦Tang Haiyang⟧ won.|Qin Haiyang
翟志刚出舱。|⟦Di Zigang⟧ left the capsule.|Di Zhigang
缪晓春作画。|⟦Liao Xiaochun⟧ paints.|Miao Xiaochun
隗丽佳介绍了展览。|⟦Huai Lijia⟧ presented the exhibition.|Wei Lijia
谌爱东来了。|⟦Yin Aidong⟧ came.|Chen Aidong
查建英写作。|⟦Cha Jianyin⟧ writes.|Cha Jianying
逄锦聚讲课。|⟦Feng Jinju⟧ lectured.|Pang Jinju
司景钊告诉记者|⟦Shi Jingzhao⟧ told reporters|Si Jingzhao
鲁金博报道|Reported by ⟦Ru Jinbo⟧|Lu Jinbo
靳梦佳与观众畅谈。|⟦Zou Mengjia⟧ talked with the audience.|Jin Mengjia
陈光明很敬业。|⟦Cheng Guangming⟧ is dedicated.|Chen Guangming
连新明说|⟦Liang Xinming⟧ said|Lian Xinming
邓初夏院长表示|⟦Deng Qiuxia⟧, the dean, said|Deng Chuxia
景乃禾来自上海。|⟦Jing Nahe⟧ comes from Shanghai.|Jing Naihe
陈躬安参加了会议。|⟦Chen Jing'an⟧ took part in the meeting.|Chen Gong'an
杨志成是总经理。|⟦Yang Zicheng⟧ is the general manager.|Yang Zhicheng
徐晓蕾报道|By ⟦Xu Xiaoli⟧|Xu Xiaolei
梁稳根致富。|⟦Liang Jinggen⟧ grew rich.|Liang Wengen
董希淼表示|⟦Dong Ximin⟧ said|Dong Ximiao
陈亚丁出席。|⟦Chen Yadin⟧ attended.|Chen Yading
潘乘风晕倒了。|⟦Pan Zhengfeng⟧ fainted.|Pan Chengfeng
葛平坦设计了展览。|⟦Ge Pingping⟧ designed the exhibition.|Ge Pingtan
张家祺的作品|Works of ⟦Zhang Jiaxuan⟧|Zhang Jiaqi
朱仲鱼的作品|Works of ⟦Zhu Zhongyou⟧|Zhu Zhongyu
刘嘉颖画画。|⟦Liu Xiaoying⟧ paints.|Liu Jiaying
张继科打球。|⟦Zhang Jilin⟧ played.|Zhang Jike
张鑫栋上场。|⟦Zhang Dongxin⟧ came on.|Zhang Xindong
毛思倩报道|By ⟦Mao Sijun⟧|Mao Siqian
莫京娜摄影|Photo by ⟦Mo Jinna⟧|Mo Jingna
李絮枫编辑|Edited by ⟦Li Sufeng⟧|Li Xufeng
蔡美娜处长表示|Director ⟦Cai Mena⟧ said|Cai Meina
陈凯先获奖。|⟦Chen Kaixin⟧ won an award.|Chen Kaixian
黄日升领导。|⟦Huang Zhisheng⟧ leads.|Huang Risheng
王伟说他不知道。|⟦Wang Wie⟧ said that he did not know.|Wang Wei
李娜、王芳报道|By Li Na and ⟦Wang Fan⟧|Wang Fang
张雄返乡创业。|⟦Zhang Xion⟧ went home to start a business.|Zhang Xiong
刘洋飞上太空。|⟦Liu Yan⟧ flew into space.|Liu Yang
林丹打球。|⟦Lin Dang⟧ played.|Lin Dan
高远是船长。|⟦Gao Yan⟧ is the captain.|Gao Yuan
王鸥拍戏。|⟦Wang Gu⟧ makes films.|Wang Ou
张琴唱歌。|⟦Zhang Qing⟧ sang.|Zhang Qin
李强表示欢迎。|⟦Li Qian⟧ welcomed it.|Li Qiang
孙颖夺冠。|⟦Sun Yin⟧ won.|Sun Ying
陈静当选。|⟦Chen Jin⟧ was elected.|Chen Jing
何平导演|Directed by ⟦He Pin⟧|He Ping
丁俊晖打球。|⟦Ding Junghui⟧ played.|Ding Junhui
苏炳添跑步。|⟦Su Bintian⟧ ran.|Su Bingtian
郎平执教。|⟦Lang Pin⟧ coaches.|Lang Ping
全红婵跳水。|⟦Quan Hongchang⟧ dived.|Quan Hongchan
樊振东夺冠。|⟦Fan Zendong⟧ won.|Fan Zhendong
孙颖莎夺冠。|⟦Sun Yinsha⟧ won.|Sun Yingsha
陈梦夺冠。|⟦Chen Men⟧ won.|Chen Meng
马龙退役。|⟦Ma Lon⟧ retired.|Ma Long
许昕退役。|⟦Xu Xing⟧ retired.|Xu Xin
王曼昱夺冠。|⟦Wang Mangyu⟧ won.|Wang Manyu
周深唱歌。|⟦Zhou Sheng⟧ sang.|Zhou Shen
邓紫棋唱歌。|⟦Deng Ziqing⟧ sang.|Deng Ziqi
黄晓明演出。|⟦Huang Xiaomin⟧ performed.|Huang Xiaoming
章子怡演出。|⟦Zhang Zhiyi⟧ performed.|Zhang Ziyi
陈道明演出。|⟦Chen Daomin⟧ performed.|Chen Daoming
陈凯歌导演|Directed by ⟦Chen Kage⟧|Chen Kaige
张艺谋导演|Directed by ⟦Zhang Yimu⟧|Zhang Yimou
冯小刚导演|Directed by ⟦Feng Xiaogan⟧|Feng Xiaogang
贾樟柯导演|Directed by ⟦Jia Zhanke⟧|Jia Zhangke
姜文导演|Directed by ⟦Jiang Weng⟧|Jiang Wen
莫言写作。|⟦Mo Yang⟧ writes.|Mo Yan
余华写作。|⟦Yu Hau⟧ writes.|Yu Hua
刘慈欣写作。|⟦Liu Cixing⟧ writes.|Liu Cixin
王安忆写作。|⟦Wang Angyi⟧ writes.|Wang Anyi
池莉和方方写作，刘震云也写。|Chi Li and Fang Fang write, and so does ⟦Liu Zenyun⟧.|Liu Zhenyun
残雪和铁凝到会，迟子建缺席。|Can Xue and Tie Ning attended, ⟦Chi Zhijian⟧ did not.|Chi Zijian
阎连科写作。|⟦Yan Liangke⟧ writes.|Yan Lianke
苏童写作。|⟦Su Ton⟧ writes.|Su Tong
格非教授与毕飞宇对谈。|Professor Ge Fei talked with ⟦Bi Feyiu⟧.|Bi Feiyu
屠呦呦获奖。|⟦Tu Yoyou⟧ won the prize.|Tu Youyou
袁隆平研究水稻。|⟦Yuan Lonping⟧ studied rice.|Yuan Longping
钟南山讲话。|⟦Zhong Nansan⟧ spoke.|Zhong Nanshan
任正非讲话。|⟦Ren Zengfei⟧ spoke.|Ren Zhengfei
马化腾讲话。|⟦Ma Huaten⟧ spoke.|Ma Huateng
董明珠讲话。|⟦Dong Mingzu⟧ spoke.|Dong Mingzhu
雷军发布手机。|⟦Lei Jung⟧ presented a phone.|Lei Jun
张一鸣辞职。|⟦Zhang Yimin⟧ resigned.|Zhang Yiming
曹德旺捐款。|⟦Cao Dewan⟧ made a donation.|Cao Dewang
宗庆后去世。|⟦Zong Qinhou⟧ died.|Zong Qinghou
柳传志退休。|⟦Liu Chuanzi⟧ retired.|Liu Chuanzhi
王健林投资。|⟦Wang Jianling⟧ invested.|Wang Jianlin
许家印被查。|⟦Xu Jiaying⟧ is under investigation.|Xu Jiayin
俞敏洪讲课。|⟦Yu Minghong⟧ lectured.|Yu Minhong
周鸿祎评论。|⟦Zhou Hongwei⟧ commented.|Zhou Hongyi
李稻葵认为|⟦Li Daogui⟧ thinks|Li Daokui
林毅夫认为|⟦Lin Yifa⟧ thinks|Lin Yifu
吴敬琏认为|⟦Wu Jinlian⟧ thinks|Wu Jinglian
厉以宁认为|⟦Li Yinin⟧ thinks|Li Yining
张维迎认为|⟦Zhang Weiyin⟧ thinks|Zhang Weiying
王毅会见外宾。|⟦Wang Yin⟧ met foreign guests.|Wang Yi
外交部发言人毛宁说|⟦Mao Nin⟧, the spokesperson, said|Mao Ning
发言人赵立坚说|⟦Zhao Lijiang⟧, the spokesperson, said|Zhao Lijian
发言人华春莹说|⟦Hua Chunyin⟧, the spokesperson, said|Hua Chunying
发言人汪文斌说|⟦Wang Wenbing⟧, the spokesperson, said|Wang Wenbin
发言人林剑说|⟦Lin Jiang⟧, the spokesperson, said|Lin Jian
大使秦刚出席。|Ambassador ⟦Qin Gan⟧ attended.|Qin Gang
主席马福才讲话。|Chairman ⟦Ma Fucia⟧ spoke.|Ma Fucai
院士欧阳自远讲话。|Academician ⟦Ouyang Ziyaun⟧ spoke.|Ouyang Ziyuan
诸葛青云写武侠。|⟦Zhuge Qinyun⟧ wrote of knights.|Zhuge Qingyun
司马光砸缸。|⟦Sima Guan⟧ broke the jar.|Sima Guang
夏侯惇失去一目。|⟦Xiahou Dung⟧ lost an eye.|Xiahou Dun
上官云珠演戏。|⟦Shangguan Yunzu⟧ acted.|Shangguan Yunzhu
欧阳修写文章。|⟦Ouyan Xiu⟧ wrote essays.|Ouyang Xiu
韓立新說，訂單增加了。|⟦Han Lixing⟧ said that orders had risen.|Han Lixin
趙國棟局長表示支持。|Director ⟦Zhao Guodang⟧ expressed his support.|Zhao Guodong
葉劍英元帥|Marshal ⟦Ye Jiangying⟧|Ye Jianying
吕思清拉琴。|⟦Lu Siqin⟧ played the violin.|Lu Siqing
厨师匡正明炒菜。|The cook, ⟦Kuang Zhenmin⟧, is frying.|Kuang Zhengming
教师刘淑芬退休。|The teacher, ⟦Liu Shufeng⟧, retired.|Liu Shufen
彭丽媛唱歌。|⟦Peng Liyan⟧ sang.|Peng Liyuan
护士长段玉红说|Head nurse ⟦Duan Yuhon⟧ said|Duan Yuhong
饲养员侯宝山说|The keeper ⟦Hou Baosan⟧ said|Hou Baoshan
船长孟庆祥掉头。|Captain ⟦Meng Qingxian⟧ turned round.|Meng Qingxiang
律师万学良上诉。|The lawyer ⟦Wang Xueliang⟧ appealed.|Wan Xueliang
工程师汤晓鸥辞职。|The engineer ⟦Tan Xiaoou⟧ resigned.|Tang Xiao'ou
矿工雷胜利获救。|The miner ⟦Lei Senli⟧ was saved.|Lei Shengli
牧民白玉山放羊。|⟦Bai Yushang⟧, a herdsman, tends sheep.|Bai Yushan
裁缝江月琴缝衣。|⟦Jiang Yueqing⟧, a tailor, sews.|Jiang Yueqin
木匠尹占奎做门。|⟦Yin Zankui⟧, a carpenter, makes doors.|Yin Zhankui
鞋匠龚长发补鞋。|⟦Gong Chanfa⟧ mends shoes.|Gong Changfa
他住在常州。|He lives in ⟦Changzou⟧.|Changzhou
列车开往北京。|The train goes to ⟦Bejing⟧.|Beijing
重庆下了暴雨。|⟦Chonging⟧ had heavy rain.|Chongqing
他在陕西长大。|He grew up in ⟦Shanxi⟧.|Shaanxi
潍坊市举行风筝节。|⟦Wefang⟧ holds a kite festival.|Weifang
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """The lines of a table, each as its parts."""
    return [tuple(line.split("|")) for line in table.strip().split("\n")]
