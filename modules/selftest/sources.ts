/** What reports may ask of self-tests: what counts of a person on a day, without the person. View in migration 0014. */
import { source } from '../../platform/pure/source.ts'
import { results, sources } from './model.ts'

const DWELLING = 9

export const selftestSources = [
  source({
    key: 'selftest.reports',
    words: ['自测上报', 'Self-tests reported'],
    lead: ['每人每天算数的一次自测，不含姓名', 'The self-test that counts of a person on a day, without names'],
    counts: ['人次', 'Reports'],
    roles: ['officer', 'leader', 'grid-worker', 'superior'],
    personal: true,
    round: 'none',
    at: 'stated_at',
    depth: DWELLING,
    columns: [
      { key: 'collection', words: ['收集', 'Collection'], type: 'text' },
      { key: 'due_on', words: ['日期', 'Day'], type: 'day' },
      { key: 'result', words: ['结果', 'Result'], type: 'code', codes: results.words },
      { key: 'source', words: ['如何上报', 'How reported'], type: 'code', codes: sources.words },
      { key: 'stated_at', words: ['上报时间', 'Reported'], type: 'moment' },
    ],
  }),
]
