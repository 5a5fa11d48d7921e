/** What reports may ask of deployment: posts with how they are filled, and turns of service; of no person. Views in migration 0020. */
import { source, type SourceColumn } from '../../platform/pure/source.ts'

const readers = ['officer', 'leader'] as const
/** A place may stand at any door. */
const DWELLING = 9

const post: readonly SourceColumn[] = [
  { key: 'place', words: ['地点', 'Place'], type: 'text' },
  { key: 'task', words: ['任务', 'Task'], type: 'text' },
  { key: 'on_day', words: ['日期', 'Day'], type: 'day' },
]
const kinds: readonly SourceColumn[] = [
  { key: 'night', words: ['夜班', 'Night shift'], type: 'yes' },
  { key: 'risky', words: ['有风险', 'Risky'], type: 'yes' },
]

export const deploymentSources = [
  source({
    key: 'deployment.posts',
    words: ['岗位', 'Posts'],
    lead: [
      '每个岗位要几人、排了几人、到了几人、现在几人在岗',
      'Every post: how many it needs, who is placed, came, and is on duty now, in numbers',
    ],
    counts: ['岗位数', 'Posts'],
    roles: readers,
    personal: false,
    round: 'none',
    at: 'starts_at',
    depth: DWELLING,
    columns: [
      ...post,
      { key: 'starts_at', words: ['开始', 'Start'], type: 'moment' },
      { key: 'ends_at', words: ['结束', 'End'], type: 'moment' },
      ...kinds,
      { key: 'needed', words: ['需要人数', 'Needed'], type: 'number' },
      {
        key: 'placed',
        words: ['已安排', 'Placed'],
        type: 'number',
        rate: { of: 'needed', words: ['到位率 %', 'Filled, %'] },
      },
      { key: 'came', words: ['到岗', 'Came'], type: 'number' },
      { key: 'here', words: ['在岗', 'On duty now'], type: 'number' },
      { key: 'short', words: ['还缺', 'Short'], type: 'number' },
      { key: 'hours', words: ['服务小时', 'Hours served'], type: 'number' },
    ],
  }),
  source({
    key: 'deployment.service',
    words: ['上岗服务', 'Turns of service'],
    lead: ['离岗后记下的每一班，一班一行，不含姓名', 'Every turn that is over, a row each, without names'],
    counts: ['班次数', 'Turns'],
    roles: readers,
    personal: false,
    round: 'none',
    at: 'came_at',
    depth: DWELLING,
    columns: [
      ...post,
      { key: 'came_at', words: ['到岗时间', 'Came'], type: 'moment' },
      { key: 'hours', words: ['小时', 'Hours'], type: 'number' },
      ...kinds,
    ],
  }),
]
