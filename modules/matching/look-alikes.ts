/**
 * Characters of names that eyes and scanners take for one another. Surprising: most true confusions share a part
 * (晴 睛, 辰 晨) and are found in one group; a character may stand in several. Those that also sound alike (伟 玮) need no place here.
 */
const GROUPS =
  '己已巳 戊戌戍戎 末未朱 人入八 土士工 日曰目 大太犬天夫 王玉主壬 王五正 干千于 刀力刁 几凡九 儿几 ' +
  '午牛年 申甲由田电 木本禾不 今令 仓仑 代伐 仕任 他她池 付休体 伟伪 伦沦论 但坦担 住佳往 佳桂住隹 ' +
  '侯候 俊峻浚骏唆 倩清靖婧情晴睛精 傅博搏缚 兰三 关天并 冈刚网 冰水 冶治始 凤风夙 刘对列 刚钢岗 到倒 ' +
  '剑创 劲颈 勇男甬涌 勤勒 北比 华毕 卫工 卿乡郷 历厉 双又 友反 叶叫汁 同网 吉古 名各 君群郡 吴昊吾 ' +
  '呈星 周同用 和利种 品晶 哲晢誓 唐康庚 善喜 嘉喜 国团囯 圆园 坤绅伸 城诚域 培陪 堂棠 墨黑 声芦 ' +
  '处外 复夏 多名 天夫无 夫天失 奇寄 奎李 好妤 如加 妍研 妮尼 姜美羊 姗珊册 娜那 娟捐涓 婉腕宛碗 ' +
  '婷停亭 媛援缓暖 嫣焉 子了孑于 孙孔 孟盂 季李秀委 学字觉 宁宇字 宇字守 宏宠 官宫宜 宜宣 宝玉 宸辰 ' +
  '寒塞赛 寿春 小少 尚向 尹伊君 展屋 岚岗 岩炭 峰锋蜂逢 崔雀 嵩高 川州 巍魏 帅师 平苹 庄压 庆厌 ' +
  '庭廷 建健 弘弦 强弦 彤丹 彦颜产 彩采 影景 徐除涂 微徽薇徵 德得 心必 志忘 忠患 怀坏 思恩 恒桓 ' +
  '悦说 惠慧 成戍诚 戴载 扬杨场汤 承永 拓括 振震 捷睫 敏教 文交夊 斌武 方万 旭九 旺汪 昊旻 昌晶 ' +
  '明朋 易昜 昕听 星皇 春舂 晓烧 晖辉挥 晗含 晨辰震 智知 暄喧 曦羲 曹曾 月目 有友 朗郎明 朝胡 杜社 ' +
  '杰木 松枞 林材 枫风 柏伯 柯何 柳卯 栋冻拣 栾弯 桂挂佳 梁粱 梅海悔 梓辛 森林 楠南 楷皆 欢劝 欣听 ' +
  '民氏 永水 汉汊 江红 汪江 沈沉忱 沐休 沛市 泉皇 波坡 泽译择 洁浩 洋详 洪红 涛铸 润闰 淑叔 淼森 ' +
  '清请情 湘相 溪奚 滨宾 潇萧 潘播 澄橙 澜阑 灵炅 炎焱 烨华 然燃 煜昱 熙照 爱受 玲铃伶冷怜 珂坷 ' +
  '珍诊 琪祺棋淇 琳淋霖 琴芩 瑜愉渝 瑞端 瑶遥摇 璐路 璇旋 瓜爪 甜恬 申中 畅扬 白百自 皓浩告 盈孟 ' +
  '益盖 真直 睿容 石右 硕顾 磊晶 祥详样 福幅副 秋狄 科料 程稞 立位 竹什 童重 笑关 筠均 米来 纪记 ' +
  '纯钝 细绌 绍招 维淮 罗梦 翔详 翠萃 耀跃 聪总 肖消 胜姓 良艮 艳绝 艺乞 芬芳 芳方苏 苏办 苗茁 ' +
  '若苦 英央 茂戊 茹如 荣荧 莉利 莎沙 莹营 萍苹 蒋浆 蓉容 蓓倍 蔡祭 蕊芯 藩潘 虎虑 虹红 衡街 裕浴 ' +
  '西四酉 观现 许汗 诗侍 谊谁 谢射 谭潭 豪毫 贝见 贤竖 贵责 贺货 赵越 超赵 轩杆 辛幸 远运 连莲 ' +
  '迪油 逸兔 邓郑 邢刑 邱丘 郝赤 郭敦享 金全 钟钏 钧钓 铭名 锦绵棉 锐说 镇慎 长张 闫闪 阳阴 陆阵 ' +
  '陈阵冻 陶淘 隆降 雁应 雅稚 雨两 雪雷 雯文 霞露 青清 静净 韩乾 韵均 顺须 项顶 颖颍 飞气 香杏 ' +
  '馨声 马乌鸟 高亮 魁鬼 鲁曾 鸣鸟 鹏朋 鹤鸡 麦麸 黄寅 黎藜 龙尤 龚龛 单草 段叚 白臼 葛曷 贾贯 ' +
  '江汀 史吏 毛手 常当 萧肃 袁哀 卢户 丁了 范苑 廖寥 邹皱 熊能 薛薜 阎间 余佘 秦泰奏 史央 顾颀 ' +
  '邵绍 钱线 常堂 武式 乔桥 赖懒 庞宠 樊攀 殷段 施旋 洪供 翁公 倪儿 严产 温湿 芦庐 俞偷 章童 鲁鱼 ' +
  '韦书 昌冒 苗田 凌陵 焦蕉 巴巳 柴紫 左右 祝况 宁丁 欧殴 岳兵 解蟹 齐斋 管菅 席度 卜下 古占 穆稳 ' +
  '游遊 查杳 莫英 诗待 语话 梦楚 涵函 晨晟 宸震 铭铬 凯岂 鑫金 怡抬 佩偑 蕾雷 璟景 霏霖 莘辛 茜西 ' +
  '芮内 菲非 丽两 娅亚 妮泥 姝妹 娇骄 媚眉 婕捷 婵禅 嫒暖 钰玉 瑾谨 璞扑 珮佩 玥明 珈加 琛深 琰淡 ' +
  '瑄宣 琦绮 琼凉 昱星 晏宴 昭招 曼慢 柔矛 栩羽 桐铜 榕溶 沁心 泓弘 洛络 淳谆 渊洲 湛堪 滢莹 漪倚 ' +
  '灏颢 烁砾 焕换 煊暄 燊森 皎校 盼吩 礼札 祎伟 禹禺 稷谡 竣俊 笛苗 筱攸 绮椅 翊翌 聿津 苑宛 芷址 ' +
  '芸云 菁青 萱宣 蓝篮 诺若 谦歉 轶佚 逍消 邦帮 锴楷 雯雪 霄宵 韬滔 颂须 驰弛池 骁晓 麒骐'

const groupsOf = new Map<string, Set<number>>()
for (const [at, group] of GROUPS.split(' ').entries())
  for (const character of group) {
    const known = groupsOf.get(character)
    if (known === undefined) groupsOf.set(character, new Set([at]))
    else known.add(at)
  }

/** True for two different characters that are easily taken for one another. Symmetric. */
export const looksLike = (a: string, b: string): boolean => {
  const groups = groupsOf.get(a)
  const others = groupsOf.get(b)
  if (groups === undefined || others === undefined || a === b) return false
  for (const at of groups) if (others.has(at)) return true
  return false
}
