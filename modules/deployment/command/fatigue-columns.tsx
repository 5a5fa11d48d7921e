/** What tells how tired somebody is, for every list that names people. */
import type { Column } from '../../../platform/web/desk/data-table.tsx'
import type { OutputFor } from '../../../platform/web/client.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import type { deployment } from '../contract.ts'
import { fatigueReasons, fatigueStates } from '../../staff/fatigue.ts'
import { deployWords as w } from '../words.ts'

type Tired = OutputFor<typeof deployment.operations.fatigue>['people'][number]

export function useFatigueColumns<Row extends Tired>(): Column<Row>[] {
  const { t } = useLang()
  return [
    { key: 'name', title: w.name, width: 80, cell: (p) => p.name },
    { key: 'department', title: w.department, width: 120, cell: (p) => p.department },
    {
      key: 'state',
      title: w.fatigueState,
      width: 110,
      cell: ({ fatigue }) =>
        [
          t(fatigueStates.words[fatigue.state]),
          fatigue.because.map((why) => t(fatigueReasons.words[why])).join(t(w.listed)),
        ]
          .filter(Boolean)
          .join(' · '),
    },
    { key: 'hours', title: w.hoursWeek, width: 76, right: true, cell: (p) => p.fatigue.hours },
    { key: 'nights', title: w.nightsRow, width: 72, right: true, cell: (p) => p.fatigue.nightsInRow },
    { key: 'days', title: w.daysRow, width: 72, right: true, cell: (p) => p.fatigue.daysInRow },
  ]
}
export const fatigueTone = ({ fatigue }: Tired) =>
  fatigue.state === 'over' ? ('alarm' as const) : fatigue.state === 'near' ? ('hand' as const) : undefined
