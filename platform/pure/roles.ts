/** The roles that the database's row policies know. A role says what may be done; the grant's area says where. */
import { type CodeOf, codes } from './codes.ts'

export const roles = codes({
  officer: ['街道值班员', 'Sub-district officer'],
  leader: ['社区负责人', 'Community leader'],
  'grid-worker': ['网格员', 'Grid worker'],
  'lane-crew': ['现场组员（采样、跑腿）', 'Crew (lanes, errands)'],
  'gate-keeper': ['卡口值守员', 'Gate keeper'],
  superior: ['上级（只读）', 'Superior (read only)'],
  administrator: ['系统管理员', 'Administrator'],
})
export type Role = CodeOf<typeof roles>

/** Who may hear live what happens in their area; what is meant for one account alone that account hears in any role. */
export const listeningRoles: readonly Role[] = ['officer', 'leader', 'grid-worker', 'superior']
