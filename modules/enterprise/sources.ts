/** What reports may ask of enterprises: one row each, landlords unnamed. View in migration 0013. */
import { creditTypes } from '../../platform/pure/credit-code.ts'
import { source } from '../../platform/pure/source.ts'
import { industries, kinds, sizes, stateReasons, states } from './model.ts'

const DWELLING = 9

export const enterpriseSources = [
  source({
    key: 'enterprise.enterprises',
    words: ['企业与商铺', 'Enterprises and shops'],
    lead: ['登记的企业、商铺和出租房东，一家一行', 'Every enterprise, shop and landlord on record, a row each'],
    counts: ['家数', 'Enterprises'],
    roles: ['officer', 'leader', 'grid-worker', 'superior'],
    personal: false,
    round: 'none',
    at: 'state_since',
    depth: DWELLING,
    columns: [
      { key: 'name', words: ['名称', 'Name'], type: 'text' },
      { key: 'kind', words: ['类别', 'Kind'], type: 'code', codes: kinds.words },
      { key: 'code_type', words: ['登记代码种类', 'Kind of code'], type: 'code', codes: creditTypes.words },
      { key: 'industry', words: ['行业', 'Industry'], type: 'code', codes: industries.words },
      { key: 'staff', words: ['从业人数', 'Staff'], type: 'number' },
      { key: 'size', words: ['规模', 'Size'], type: 'code', codes: sizes.words },
      { key: 'rooms', words: ['出租房间', 'Rented rooms'], type: 'number' },
      { key: 'floor_area', words: ['面积（平方米）', 'Floor area, m²'], type: 'number' },
      { key: 'state', words: ['状态', 'State'], type: 'code', codes: states.words },
      { key: 'state_reason', words: ['原因', 'Reason'], type: 'code', codes: stateReasons.words },
      { key: 'state_since', words: ['状态起始', 'State since'], type: 'moment' },
    ],
  }),
]
