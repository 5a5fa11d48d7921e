/** What reports may ask of testing: figures of a round, its due list, who is missing, swabs, lanes, tries. Views in migration 0013. */
import { source, type SourceColumn } from '../../platform/pure/source.ts'
import { words } from '../../platform/pure/words.ts'
import { groups, residences, sexes, works } from '../register/model.ts'
import { contactOutcomes, contactWays, doubts, exemptions, howTaken, voidReasons, withdrawals } from './model.ts'

const readers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const DWELLING = 9
const BUILDING = 7

const dueStates = words({
  due: ['应检', 'Due'],
  exempt: ['免检', 'Exempt'],
  withdrawn: ['退出', 'Withdrawn'],
})
const lastOutcomes = { 'not-tried': ['尚未联系', 'Not tried'], ...contactOutcomes.words } as const

const round: SourceColumn = { key: 'round', words: ['轮次', 'Round'], type: 'text' }
const person: readonly SourceColumn[] = [
  { key: 'name', words: ['姓名', 'Name'], type: 'text', personal: true },
  { key: 'sex', words: ['性别', 'Sex'], type: 'code', codes: sexes.words },
  { key: 'age', words: ['年龄', 'Age'], type: 'number' },
  { key: 'phone_masked', words: ['电话（部分隐去）', 'Phone (masked)'], type: 'masked', personal: true },
  { key: 'work', words: ['作息', 'Work'], type: 'code', codes: works.words },
  { key: 'groups', words: ['重点人群', 'Key groups'], type: 'codes', codes: groups.words },
]

export const testingSources = [
  source({
    key: 'testing.figures',
    words: ['检测进度', 'Testing figures'],
    lead: [
      '各楼栋的应检、已检、未检、免检和名单外人数',
      'Due, tested, missing, exempt and walk-ins, building by building',
    ],
    counts: ['楼栋数', 'Buildings'],
    roles: readers,
    personal: false,
    round: 'possible',
    at: 'opens_at',
    depth: BUILDING,
    columns: [
      round,
      { key: 'opens_at', words: ['轮次开始', 'Round opens'], type: 'moment' },
      { key: 'due', words: ['应检', 'Due'], type: 'number' },
      {
        key: 'tested',
        words: ['已检', 'Tested'],
        type: 'number',
        rate: { of: 'due', words: ['已检率 %', 'Tested, %'] },
      },
      { key: 'missing', words: ['未检', 'Missing'], type: 'number' },
      { key: 'exempt', words: ['免检', 'Exempt'], type: 'number' },
      { key: 'walk_in', words: ['名单外', 'Walk-ins'], type: 'number' },
    ],
  }),
  source({
    key: 'testing.lanes',
    words: ['采样点各时段', 'Sites by the hour'],
    lead: ['每个通道每 15 分钟的采样数', 'Swabs of each lane every quarter of an hour'],
    counts: ['时段数', 'Quarters'],
    roles: readers,
    personal: false,
    round: 'possible',
    at: 'quarter',
    depth: BUILDING,
    columns: [
      round,
      { key: 'site', words: ['采样点', 'Site'], type: 'text' },
      { key: 'lane', words: ['通道', 'Lane'], type: 'number' },
      { key: 'quarter', words: ['采样时间', 'Time'], type: 'moment' },
      { key: 'samples', words: ['采样（人次）', 'Swabs'], type: 'number' },
      { key: 'tested', words: ['新增已检', 'Newly tested'], type: 'number' },
      { key: 'walk_in', words: ['名单外', 'Walk-ins'], type: 'number' },
    ],
  }),
  source({
    key: 'testing.due',
    words: ['应检名单', 'Due list'],
    lead: ['一轮应检、免检和退出的人，一人一行', 'Who is due, exempt or withdrawn in a round, a row each'],
    counts: ['人数', 'People'],
    roles: readers,
    personal: true,
    round: 'needed',
    at: 'changed_at',
    depth: DWELLING,
    columns: [
      { key: 'state', words: ['名单状态', 'State'], type: 'code', codes: dueStates },
      {
        key: 'reason',
        words: ['免检或退出原因', 'Reason'],
        type: 'code',
        codes: { ...exemptions.words, ...withdrawals.words },
      },
      { key: 'tested', words: ['已检', 'Tested'], type: 'yes' },
      { key: 'missing', words: ['未检', 'Missing'], type: 'yes' },
      { key: 'changed_at', words: ['名单更新', 'Changed'], type: 'moment' },
      ...person,
      { key: 'id_masked', words: ['证件号码（部分隐去）', 'Number (masked)'], type: 'masked', personal: true },
      { key: 'residence', words: ['户籍情况', 'Residence'], type: 'code', codes: residences.words },
    ],
  }),
  source({
    key: 'testing.missing',
    words: ['应检未检', 'Missing'],
    lead: ['一轮里现在还没检的人，一人一行', 'Who is missing in a round now, a row each'],
    counts: ['人数', 'People'],
    roles: readers,
    personal: true,
    round: 'needed',
    at: 'last_at',
    depth: DWELLING,
    columns: [
      { key: 'outcome', words: ['最近联系结果', 'Last outcome'], type: 'code', codes: lastOutcomes },
      { key: 'tries', words: ['已联系次数', 'Tries'], type: 'number' },
      { key: 'last_at', words: ['最近联系', 'Last tried'], type: 'moment' },
      ...person,
      { key: 'has_phone', words: ['有电话', 'Has a phone'], type: 'yes' },
    ],
  }),
  source({
    key: 'testing.samples',
    words: ['采样记录', 'Swabs'],
    lead: ['每一次采样（含作废），不含姓名', 'Every swab, voided ones too, without names'],
    counts: ['采样次数', 'Swabs'],
    roles: readers,
    personal: true,
    round: 'needed',
    at: 'taken_at',
    depth: DWELLING,
    columns: [
      { key: 'site', words: ['采样点', 'Site'], type: 'text' },
      { key: 'lane', words: ['通道', 'Lane'], type: 'number' },
      { key: 'taken_at', words: ['采样时间', 'Taken at'], type: 'moment' },
      { key: 'how', words: ['登记方式', 'How'], type: 'code', codes: howTaken.words },
      { key: 'unregistered', words: ['底册中没有', 'Not in the register'], type: 'yes' },
      { key: 'doubts', words: ['存疑', 'Doubts'], type: 'codes', codes: doubts.words },
      { key: 'voided', words: ['已作废', 'Voided'], type: 'yes' },
      { key: 'void_reason', words: ['作废原因', 'Why voided'], type: 'code', codes: voidReasons.words },
    ],
  }),
  source({
    key: 'testing.tries',
    words: ['联系记录', 'Calls and door-knocks'],
    lead: ['联系未检人员的每一次，不含姓名', 'Every try to reach somebody missing, without names'],
    counts: ['联系次数', 'Tries'],
    roles: readers,
    personal: true,
    round: 'needed',
    at: 'at',
    depth: DWELLING,
    columns: [
      { key: 'way', words: ['方式', 'Way'], type: 'code', codes: contactWays.words },
      { key: 'outcome', words: ['结果', 'Outcome'], type: 'code', codes: contactOutcomes.words },
      { key: 'at', words: ['时间', 'When'], type: 'moment' },
    ],
  }),
]
