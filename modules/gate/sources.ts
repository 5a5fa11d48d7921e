/** What reports may ask of gates: hours at gates, no persons. View in migration 0022. */
import { source } from '../../platform/pure/source.ts'

export const gateSources = [
  source({
    key: 'gate.hours',
    words: ['卡口各小时通行', 'Gates by the hour'],
    lead: [
      '每个卡口每小时的进出和未放行，不含个人',
      'In, out and not let through at each gate in each hour, without persons',
    ],
    counts: ['时段数', 'Hours'],
    roles: ['officer', 'leader', 'grid-worker', 'superior'],
    personal: false,
    round: 'none',
    at: 'hour',
    depth: 6,
    columns: [
      { key: 'gate', words: ['卡口', 'Gate'], type: 'text' },
      { key: 'hour', words: ['时段', 'Hour'], type: 'moment' },
      { key: 'ins', words: ['进（人次）', 'In'], type: 'number' },
      { key: 'outs', words: ['出（人次）', 'Out'], type: 'number' },
      { key: 'turned_back', words: ['劝返', 'Turned back'], type: 'number' },
      { key: 'quiet_place', words: ['引导至观察点', 'Led to the quiet place'], type: 'number' },
      { key: 'medical', words: ['就医', 'Medical'], type: 'number' },
    ],
  }),
]
