/** Who stands on a post: whether they read the briefing, came and left; put elsewhere or taken off where they are seen. */
import { Button, Tag } from 'antd'
import { shanghaiClock } from '../../../platform/pure/time.ts'
import { call, serverNow } from '../../../platform/web/client.ts'
import { Reveal } from '../../../platform/web/desk/reveal.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { revealPurposes } from '../../register/model.ts'
import { skillText } from '../../staff/skills.ts'
import { deployment } from '../contract.ts'
import { hows, type Seat } from '../model.ts'
import { deployWords as w } from '../words.ts'
import { useDo } from './use-deployment.ts'

const ops = deployment.operations

interface TableProps {
  readonly label: string
  readonly seats: readonly Seat[]
  readonly onMove: (seat: Seat) => void
  readonly onOff: (seat: Seat) => void
}

export function SeatTable({ label, seats, onMove, onOff }: TableProps) {
  const { t, lang } = useLang()
  const came = useDo(ops.noteCame)
  const left = useDo(ops.noteLeft)
  const back = useDo(ops.takeBack)
  const now = (placementId: string) => ({
    items: [{ id: freshId(), placementId, at: new Date(serverNow()).toISOString() }],
  })
  const standing = ({ cameAt, leftAt }: Seat): string => {
    if (leftAt) return t(w.leftAt, { time: shanghaiClock(leftAt) })
    return cameAt ? t(w.cameAt, { time: shanghaiClock(cameAt) }) : t(w.waiting)
  }
  return (
    <table className="deploy-seats" aria-label={label}>
      <thead>
        <tr>
          {[w.name, w.department, w.skills, w.phone, w.how, w.briefing, w.state, w.actions].map((word) => (
            <th key={word[1]} scope="col">
              {t(word)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {seats.map((seat) => (
          <tr key={seat.placementId}>
            <th scope="row">{seat.name}</th>
            <td>{seat.department}</td>
            <td>{seat.skills.map((skill) => skillText(skill, lang)).join(t(w.listed))}</td>
            <td>
              <Reveal
                masked={seat.phoneMasked}
                phone
                none="–"
                purposes={revealPurposes}
                may
                ask={async (purpose) => (await call(ops.reveal, { placementId: seat.placementId, purpose })).value}
              />
            </td>
            <td>{t(hows.words[seat.how])}</td>
            <td>{seat.confirmed === null ? '–' : t(seat.confirmed ? w.read : w.unread)}</td>
            <td>
              {seat.withdrew && <Tag className="deploy-lacks">{t(w.withdrew)}</Tag>}
              {standing(seat)}
            </td>
            <td>
              <div className="deploy-acts">
                {seat.cameAt === null && (
                  <>
                    <Button size="small" onClick={() => came.mutate(now(seat.placementId))}>
                      {t(w.came)}
                    </Button>
                    <Button size="small" onClick={() => onMove(seat)}>
                      {t(w.move)}
                    </Button>
                    <Button size="small" onClick={() => onOff(seat)}>
                      {t(w.takeOff)}
                    </Button>
                  </>
                )}
                {seat.cameAt !== null && seat.leftAt === null && (
                  <Button size="small" onClick={() => left.mutate(now(seat.placementId))}>
                    {t(w.left)}
                  </Button>
                )}
                {seat.presenceId !== null && (
                  <Button
                    size="small"
                    type="link"
                    onClick={() => back.mutate({ id: freshId(), presenceId: seat.presenceId! })}
                  >
                    {t(w.undo)}
                  </Button>
                )}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
