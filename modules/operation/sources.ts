/** What reports may ask of operations. View in migration 0013. */
import { source } from '../../platform/pure/source.ts'
import { hazards, operationStates } from './model.ts'

export const operationSources = [
  source({
    key: 'operation.operations',
    words: ['行动', 'Operations'],
    lead: ['每个行动、它的目的和依据文件', 'Every operation with its purpose and the document it stands on'],
    counts: ['行动数', 'Operations'],
    roles: ['officer', 'leader', 'grid-worker', 'superior'],
    personal: false,
    round: 'none',
    at: 'starts_at',
    depth: 9,
    columns: [
      { key: 'name', words: ['名称', 'Name'], type: 'text' },
      { key: 'hazard', words: ['事由', 'Hazard'], type: 'code', codes: hazards.words },
      { key: 'purpose', words: ['目的', 'Purpose'], type: 'text' },
      { key: 'state', words: ['状态', 'State'], type: 'code', codes: operationStates.words },
      { key: 'issuer', words: ['发文机关', 'Issued by'], type: 'text' },
      { key: 'document', words: ['文件标题', 'Document'], type: 'text' },
      { key: 'number', words: ['文号', 'Number'], type: 'text' },
      { key: 'starts_at', words: ['开始', 'Start'], type: 'moment' },
      { key: 'ended_at', words: ['结束', 'End'], type: 'moment' },
    ],
  }),
]
