/** What reports may ask of passes: how many, of what kind and standing, and how applications came; never who. Views in migration 0021. */
import { source } from '../../platform/pure/source.ts'
import { applicationStates, vias } from './application.ts'
import { passKinds, passStandings } from './model.ts'

const DWELLING = 9
const roles = ['officer', 'leader', 'grid-worker'] as const

export const passSources = [
  source({
    key: 'pass.passes',
    words: ['出入证', 'Passes'],
    lead: ['每张发出的证，不含姓名', 'Every pass that was issued, without names'],
    counts: ['张', 'Passes'],
    ...{ roles, personal: true, round: 'none', at: 'issued_at', depth: DWELLING },
    columns: [
      { key: 'kind', words: ['类别', 'Kind'], type: 'code', codes: passKinds.words },
      { key: 'standing', words: ['状态', 'Standing'], type: 'code', codes: passStandings.words },
      { key: 'issued_at', words: ['发证时间', 'Issued'], type: 'moment' },
      { key: 'until_at', words: ['有效期至', 'Until'], type: 'moment' },
      { key: 'ended_at', words: ['失效时间', 'Ended'], type: 'moment' },
      { key: 'one_hand', words: ['核验与发证为同一人', 'Verified and issued by one person'], type: 'yes' },
    ],
  }),
  source({
    key: 'pass.applications',
    words: ['出入证申请', 'Applications for passes'],
    lead: ['每份申请，不含姓名', 'Every application, without names'],
    counts: ['份', 'Applications'],
    ...{ roles, personal: true, round: 'none', at: 'asked_at', depth: DWELLING },
    columns: [
      { key: 'kind', words: ['类别', 'Kind'], type: 'code', codes: passKinds.words },
      { key: 'via', words: ['来源', 'By'], type: 'code', codes: vias.words },
      { key: 'state', words: ['状态', 'State'], type: 'code', codes: applicationStates.words },
      { key: 'asked_at', words: ['申请时间', 'Asked'], type: 'moment' },
      { key: 'verified_at', words: ['核验时间', 'Verified'], type: 'moment' },
    ],
  }),
]
