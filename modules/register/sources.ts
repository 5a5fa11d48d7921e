/** What reports may ask of the register: residents, dwellings, and who answers for which area. Views in migration 0013. */
import { source } from '../../platform/pure/source.ts'
import { areaKinds, groups, idTypes, posts, relations, residences, sexes, tenancies, works } from './model.ts'

const readers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const DWELLING = 9
const BUILDING = 7

export const registerSources = [
  source({
    key: 'register.residents',
    words: ['居民', 'Residents'],
    lead: ['底册在册居民，一人一行', 'People in the register, a row each'],
    counts: ['人数', 'People'],
    roles: readers,
    personal: true,
    round: 'none',
    depth: DWELLING,
    columns: [
      { key: 'name', words: ['姓名', 'Name'], type: 'text', personal: true },
      { key: 'sex', words: ['性别', 'Sex'], type: 'code', codes: sexes.words },
      { key: 'age', words: ['年龄', 'Age'], type: 'number' },
      { key: 'birth_date', words: ['出生日期', 'Birth date'], type: 'day', personal: true },
      { key: 'id_type', words: ['证件类型', 'Document'], type: 'code', codes: idTypes.words },
      { key: 'id_masked', words: ['证件号码（部分隐去）', 'Number (masked)'], type: 'masked', personal: true },
      { key: 'phone_masked', words: ['电话（部分隐去）', 'Phone (masked)'], type: 'masked', personal: true },
      { key: 'has_phone', words: ['有电话', 'Has a phone'], type: 'yes' },
      { key: 'residence', words: ['户籍情况', 'Residence'], type: 'code', codes: residences.words },
      { key: 'tenancy', words: ['房屋情况', 'Tenancy'], type: 'code', codes: tenancies.words },
      { key: 'relation', words: ['与户主关系', 'Relation to head'], type: 'code', codes: relations.words },
      { key: 'work', words: ['作息', 'Work'], type: 'code', codes: works.words },
      { key: 'groups', words: ['重点人群', 'Key groups'], type: 'codes', codes: groups.words },
      { key: 'updated_at', words: ['最近更新', 'Updated'], type: 'moment' },
    ],
  }),
  source({
    key: 'register.dwellings',
    words: ['住户', 'Dwellings'],
    lead: ['底册的每一户及其人口', 'Every dwelling of the register and how many live there'],
    counts: ['户数', 'Dwellings'],
    roles: readers,
    personal: true,
    round: 'none',
    depth: DWELLING,
    columns: [
      { key: 'floor', words: ['楼层', 'Floor'], type: 'number' },
      { key: 'residents', words: ['居民人数', 'Residents'], type: 'number' },
      { key: 'occupied', words: ['有人居住', 'Lived in'], type: 'yes' },
      { key: 'tenants', words: ['租住人数', 'Tenants'], type: 'number' },
      { key: 'over_60', words: ['60 岁及以上', '60 and older'], type: 'number' },
      { key: 'over_80', words: ['80 岁及以上', '80 and older'], type: 'number' },
      { key: 'under_6', words: ['6 岁以下', 'Under 6'], type: 'number' },
    ],
  }),
  source({
    key: 'register.duties',
    words: ['区域与责任人', 'Areas and who answers for them'],
    lead: ['社区、片区、网格、小区、楼栋及其责任人', 'Areas down to the building, with who answers for each'],
    counts: ['条数', 'Lines'],
    roles: readers,
    personal: false,
    round: 'none',
    depth: BUILDING,
    columns: [
      { key: 'kind', words: ['级别', 'Level'], type: 'code', codes: areaKinds.words },
      { key: 'name', words: ['区域名称', 'Area'], type: 'text' },
      { key: 'post', words: ['岗位', 'Post'], type: 'code', codes: posts.words },
      { key: 'holder', words: ['责任人', 'Who answers'], type: 'text' },
      { key: 'phone', words: ['工作电话', 'Duty phone'], type: 'text' },
      { key: 'held', words: ['有责任人', 'Somebody answers'], type: 'yes' },
    ],
  }),
]
