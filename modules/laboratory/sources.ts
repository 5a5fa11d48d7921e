/** What reports may ask of the laboratory: tubes by result and re-checks; of no person. Views in migration 0013. */
import { source } from '../../platform/pure/source.ts'
import { words } from '../../platform/pure/words.ts'
import { outcomes } from './model.ts'

const readers = ['officer', 'leader'] as const
const BUILDING = 7
const settlings = words({ result: ['已出结果', 'By its result'], opened: ['已开管', 'By opening the tube'] })

export const laboratorySources = [
  source({
    key: 'laboratory.results',
    words: ['检测结果', 'Results'],
    lead: ['每一管的最后结果，更正过的只算最后一次', 'The result of every tube; of corrected ones the last'],
    counts: ['管数', 'Tubes'],
    roles: readers,
    personal: false,
    round: 'possible',
    at: 'entered_at',
    depth: BUILDING,
    columns: [
      { key: 'round', words: ['轮次', 'Round'], type: 'text' },
      { key: 'lab', words: ['实验室', 'Laboratory'], type: 'text' },
      { key: 'outcome', words: ['结果', 'Result'], type: 'code', codes: outcomes.words },
      { key: 'corrected', words: ['更正过', 'Corrected'], type: 'yes' },
      { key: 'entered_at', words: ['录入时间', 'Entered'], type: 'moment' },
    ],
  }),
  source({
    key: 'laboratory.rechecks',
    words: ['待复查', 'Re-checks'],
    lead: [
      '要复查的每一管：期限、是否超时、如何了结',
      'Every tube to be re-checked: deadline, overdue or not, how it ended',
    ],
    counts: ['管数', 'Tubes'],
    roles: readers,
    personal: false,
    round: 'possible',
    at: 'asked_at',
    depth: BUILDING,
    columns: [
      { key: 'round', words: ['轮次', 'Round'], type: 'text' },
      { key: 'asked_at', words: ['提出时间', 'Asked'], type: 'moment' },
      { key: 'due_at', words: ['期限', 'Deadline'], type: 'moment' },
      { key: 'open', words: ['未了结', 'Open'], type: 'yes' },
      { key: 'overdue', words: ['超过期限', 'Overdue'], type: 'yes' },
      { key: 'settled_how', words: ['如何了结', 'How it ended'], type: 'code', codes: settlings },
    ],
  }),
]
