/** The few words of visits that the phone's first page needs; the others come with the work itself (`words.ts`). */
import { words } from '../../../platform/pure/words.ts'

export const taskWords = words({
  task: ['来访与车辆', 'Visits and vehicles'],
  taskHint: ['车辆、返回人员、来访、交接点', 'Vehicles, returnees, visitors, hand-over'],
  errands: ['代取送', 'Errands'],
  errandsHint: ['从交接点拿走，送到门口', 'From the hand-over point to the door'],
})
