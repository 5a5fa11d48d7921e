/** Words of the desk's frame, its sign-in page and its first page. */
import { words } from '../../platform/pure/words.ts'

export const command = words({
  tagline: ['街道与社区的应急工作台', 'Where sub-districts and communities run an emergency'],
  signIn: ['登录', 'Sign in'],
  signInHint: ['使用街道或社区为您开设的账号', 'Use the account that your sub-district or community set up for you'],
  login: ['账号', 'Account'],
  password: ['密码', 'Password'],
  showPassword: ['显示密码', 'Show password'],
  hidePassword: ['隐藏密码', 'Hide password'],
  demoTitle: ['演示账号', 'Demo accounts'],
  demoHint: [
    '桃花街道是虚构的。点一张卡片，以那个岗位的身份进入。',
    'Taohua is invented. Choose a card to enter in that role.',
  ],
  mustChangeTitle: ['请先设置新密码', 'Set a new password first'],
  mustChangeHint: [
    '这是管理员发给您的初始密码，请换成只有您知道的。',
    'This password was given to you by an administrator; choose one that only you know.',
  ],
  skip: ['跳到正文', 'Skip to the content'],
  rooms: ['工作', 'Work'],
  today: ['今天', 'Today'],
  operation: ['行动', 'Operation'],
  noOperation: ['没有进行中的行动', 'No operation is open'],
  ended: ['（已结束）', ' (ended)'],
  area: ['范围', 'Area'],
  role: ['岗位', 'Role'],
  clock: ['北京时间', 'Beijing time'],
  /** What a language calls itself. */
  ownName: ['中文', 'English'],
  toDark: ['切换到深色', 'Switch to dark'],
  toLight: ['切换到浅色', 'Switch to light'],
  account: ['我的账号', 'My account'],
  actAs: ['切换岗位', 'Act as'],
  changePassword: ['修改密码', 'Change password'],
  sessions: ['我的登录会话', 'My sessions'],
  signOut: ['退出登录', 'Sign out'],
  demoBadge: ['演示数据', 'Demo data'],
})

/** By day of the week, Sunday first. */
export const weekdays = [
  ['周日', 'Sun'],
  ['周一', 'Mon'],
  ['周二', 'Tue'],
  ['周三', 'Wed'],
  ['周四', 'Thu'],
  ['周五', 'Fri'],
  ['周六', 'Sat'],
] as const

export const today = words({
  residents: ['登记居民', 'Residents registered'],
  inDwellings: ['{dwellings} 户门牌', 'in {dwellings} dwellings'],
  areasBelow: ['下级区域', 'Areas below'],
  openOperations: ['进行中的行动', 'Operations open'],
  first: ['先做这几件事', 'What to do first'],
  stepList: ['导入居民名单', 'Bring in the residents'],
  stepListHint: [
    '上传社区自己的 Excel，逐行比对，确认后写入底册。',
    'Upload the community’s own Excel; it is compared row by row and written when you confirm.',
  ],
  stepOpen: ['开启行动', 'Open an operation'],
  stepOpenHint: [
    '写明目的、依据和范围；所有个人信息都归在行动之下。',
    'State its purpose, basis and area; everything personal belongs to it.',
  ],
  stepRound: ['在行动中开一轮检测', 'Open a testing round in it'],
  stepRoundHint: [
    '从底册定下应检名单，设好采样点和通道，组员即可用手机采样。',
    'The due list is fixed from the register; set sites and lanes, and crews can begin on their phones.',
  ],
  stepDone: ['已完成', 'Done'],
  rounds: ['正在进行的检测', 'Testing rounds running now'],
  testedOf: ['已检 {tested} / 应检 {due}', '{tested} of {due} tested'],
  missing: ['人未检', 'missing'],
  waiting: ['等您处理', 'Waiting for a hand'],
  listReady: ['名单“{file}”待确认', 'The list “{file}” is to be confirmed'],
  listCounts: ['{rows} 行，其中 {bad} 行不能导入', '{rows} rows, {bad} of them cannot go in'],
  phoneLost: ['“{label}”已登记遗失，还没有清除', '“{label}” was reported lost and is not wiped yet'],
  phoneLostHint: ['下次联网时清除', 'It will be at its next contact'],
  phoneHolds: ['“{label}”还有 {waiting} 条记录没有上传', '“{label}” still holds {waiting} unsent records'],
  lastSeen: ['最近联网：{when}', 'Last contact: {when}'],
  whoAnswers: ['各片责任人', 'Who answers where'],
  area: ['区域', 'Area'],
  answers: ['责任人与值守电话', 'Who answers, and the duty phone'],
  nobody: ['还没有责任人', 'Nobody answers yet'],
  allAreas: ['全部 {count} 个区域', 'All {count} areas'],
  crewWork: ['采样在手机上的工作端进行：', 'Swabs are taken in on a phone, on the field page:'],
  crewOpen: ['打开工作端', 'Open the field page'],
  adminWork: [
    '您管理账号、设备和审计记录，不查看居民底册。',
    'You keep accounts, devices and the audit trail; your role does not read the register.',
  ],
})
