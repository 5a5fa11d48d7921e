/** Where each department stands. */
import { Button } from 'antd'
import type { Word } from '../../../../platform/pure/words.ts'
import { type Column, DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Bar } from '../../../../platform/web/desk/figure.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { type Clock, clockOf } from '../../muster-clock.ts'
import type { Board } from '../use-call-up.ts'
import { deskWords as w } from '../words.ts'

type Line = Board['lines'][number]

export function DepartmentLines({
  lines,
  onOpen,
}: {
  lines: readonly Line[]
  onOpen?: (departmentId: string) => void
}) {
  const t = useT()
  const nameOf = ({ department }: Line): string => department || t(w.others)
  const number = (key: keyof Clock, title: Word, hand = false): Column<Line> => ({
    ...{ key, title, right: true, width: 90 },
    sort: (a, b) => clockOf(a)[key] - clockOf(b)[key],
    cell: (line) => {
      const value = clockOf(line)[key]
      return hand && value > 0 ? <span className="mobilize-strong">{value}</span> : value
    },
  })
  const columns: Column<Line>[] = [
    {
      key: 'department',
      title: w.department,
      sort: (a, b) => nameOf(a).localeCompare(nameOf(b)),
      cell: (line) =>
        onOpen ? (
          <Button type="link" className="mobilize-link" onClick={() => onOpen(line.departmentId)}>
            {nameOf(line)}
          </Button>
        ) : (
          nameOf(line)
        ),
    },
    number('asked', w.asked),
    number('answered', w.answered),
    number('onTheWay', w.coming),
    number('cannot', w.cannot),
    number('here', w.here),
    number('missing', w.missing, true),
    {
      key: 'share',
      title: w.here,
      width: 140,
      cell: (line) => {
        const { here, asked } = clockOf(line)
        return <Bar part={here} whole={Math.max(asked, here)} label={`${here} / ${asked}`} />
      },
    },
  ]
  return (
    <DataTable
      id="mobilize.departments"
      label={t(w.byDepartment)}
      columns={columns}
      rows={lines}
      rowKey={({ departmentId }) => departmentId}
      height={420}
    />
  )
}
