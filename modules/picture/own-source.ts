/** What reports may ask of this room itself: the values that communities filled in. View in migration 0013. */
import { source } from '../../platform/pure/source.ts'
import { fieldKinds } from './field.ts'

export const pictureSources = [
  source({
    key: 'picture.values',
    words: ['征集字段的填报值', 'Values of asked fields'],
    lead: ['正在征集的字段，各区域最近一次填报', 'The fields that are being asked, and what each area filled in last'],
    counts: ['填报数', 'Values'],
    roles: ['officer', 'leader', 'grid-worker', 'superior'],
    personal: false,
    round: 'none',
    at: 'at',
    depth: 7,
    columns: [
      { key: 'name', words: ['字段', 'Field'], type: 'text' },
      { key: 'kind', words: ['类型', 'Type'], type: 'code', codes: fieldKinds.words },
      { key: 'body', words: ['征集单位', 'Asked by'], type: 'text' },
      { key: 'ends_on', words: ['截止', 'Until'], type: 'day' },
      { key: 'number', words: ['数值', 'Number'], type: 'number' },
      { key: 'words', words: ['文字', 'Words'], type: 'text' },
      { key: 'at', words: ['填报时间', 'Filled at'], type: 'moment' },
    ],
  }),
]
