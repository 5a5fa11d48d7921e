/** What reports may ask of those who came forward: sign-ups by call and how far they are; nobody by name. View in migration 0020. */
import { source } from '../../platform/pure/source.ts'
import { standings, ways } from './model.ts'

export const volunteerSources = [
  source({
    key: 'volunteer.comings',
    words: ['志愿者报名', 'Volunteers’ sign-ups'],
    lead: [
      '每个报名一行：哪次招募、怎么来的、到了没有，不含姓名',
      'A row each: which call, how they came, whether they are here; no names',
    ],
    counts: ['人次', 'Sign-ups'],
    roles: ['officer', 'leader'],
    personal: false,
    round: 'none',
    at: 'signed_at',
    // A call is for the sub-district or one community.
    depth: 3,
    columns: [
      { key: 'call', words: ['招募', 'Call'], type: 'text' },
      { key: 'via', words: ['怎么来的', 'How'], type: 'code', codes: ways.words },
      { key: 'standing', words: ['状态', 'Standing'], type: 'code', codes: standings.words },
      { key: 'signed_at', words: ['报名时间', 'Signed up'], type: 'moment' },
      { key: 'came_at', words: ['到场时间', 'Came'], type: 'moment' },
      { key: 'party_member', words: ['党员', 'Party member'], type: 'yes' },
      { key: 'minor', words: ['未满 18 岁', 'Under 18'], type: 'yes' },
    ],
  }),
]
