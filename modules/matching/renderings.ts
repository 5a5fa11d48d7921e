/** Parts of minority names that one and the same person's papers render in different characters. The first stands for all. */
const GROUPS =
  '买买提=麦麦提=买合买提=穆罕默德 阿不都=阿布都=阿卜杜=阿卜都 古丽=古力=姑丽=谷丽 吐尔逊=吐尔孙=图尔荪 艾合买提=艾海提=阿合买提 ' +
  '依明=伊敏=伊明 玉素甫=玉苏甫=优素福=玉苏普 库尔班=古尔邦 吾买尔=乌买尔=欧麦尔 木合塔尔=穆合塔尔=穆塔尔 艾尼瓦尔=安尼瓦尔=艾尼瓦 ' +
  '亚森=雅森=牙森 帕尔哈提=帕尔哈特 热依=热伊=热衣 阿依=阿伊=阿衣 努尔=努日 迪丽=迪力=迪里 肉孜=肉兹 卡德尔=卡迪尔=喀迪尔 ' +
  '次仁=才让=泽仁=慈仁 扎西=札西=扎喜 卓玛=卓马=珠玛 多吉=多杰=多结 平措=彭措=朋措 旺堆=旺德 拉姆=拉毛=拉木 丹增=旦增=丹真 ' +
  '索南=索朗=锁南 益西=益希=意西 德吉=德姬 白玛=班玛=巴玛 央金=央吉=羊金 格桑=噶桑 顿珠=东珠=敦珠 ' +
  '巴特尔=巴图尔=巴特儿 其其格=琪琪格 图雅=托娅=托雅 格日勒=格尔勒 苏日娜=苏如娜 娜仁=娜日 斯琴=苏琴 哈斯=哈苏'

const groups = GROUPS.split(' ').map((group) => group.split('='))
const firstOf = new Map(groups.flatMap((group) => group.map((part) => [part, group[0] as string] as const)))
const ANY = new RegExp([...firstOf.keys()].sort((a, b) => b.length - a.length).join('|'), 'gu')

/** The name with every known part in its first rendering; names of three characters and fewer stay as they are. */
export const oneRendering = (name: string): string =>
  name.length < 4 ? name : name.replace(ANY, (part) => firstOf.get(part) as string)
