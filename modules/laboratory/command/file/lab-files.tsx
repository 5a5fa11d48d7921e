/** Labs' files on the desk: what they are called, whose they are, and the last step, which asks for a reason where lines contradict. */
import { App, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { say } from '../../../../platform/pure/words.ts'
import { call } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { Discard } from '../../../../platform/web/desk/lists/check-rows.tsx'
import { isJudged, type ListDesk, type ListView } from '../../../../platform/web/desk/lists/list-desk.ts'
import { useListAct } from '../../../../platform/web/desk/lists/use-list-act.ts'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { laboratory } from '../../contract.ts'
import { fileFields, outcomes } from '../../model.ts'
import { fileWords as w, laboratoryWords } from '../../words.ts'
import { Oddities } from '../oddities.tsx'

const ops = laboratory.operations

function AboutFile({ view }: { view: ListView }) {
  const { t } = useLang()
  const about = useAsk(ops.fileOf, { id: view.id }, { staleTime: 0, when: isJudged(view) })
  if (!isJudged(view)) return null
  return (
    <Answer of={about} height={48}>
      {({ roundName, labName, reason, oddities }) => (
        <>
          <p className="file-of">
            {t(labName === null ? w.ofNoLab : w.of, { round: roundName, lab: labName ?? '' })}
            {reason && ` · ${t(w.reasonGiven, { reason })}`}
          </p>
          <Oddities title={t(w.odd)} oddities={oddities} />
        </>
      )}
    </Answer>
  )
}

function ApplyFile({ view }: { view: ListView }) {
  const { t, lang } = useLang()
  const { modal } = App.useApp()
  const act = useListAct()
  const [leaveBad, setLeaveBad] = useState(false)
  const [leaveChanged, setLeaveChanged] = useState(false)
  const [reason, setReason] = useState('')
  const { changed, bad, new: fresh } = view.counts
  const given = reason.trim().length >= 2
  const toWrite = fresh + (given ? changed : 0)
  const ready = toWrite > 0 && (bad === 0 || leaveBad) && (changed === 0 || given || leaveChanged)
  const label = toWrite === 0 ? t(w.nothing) : t(w.apply, { n: count(toWrite, lang) })
  const apply = () =>
    modal.confirm({
      title: label,
      content: t(w.applySure),
      okText: label,
      cancelText: t(laboratoryWords.cancel),
      onOk: () =>
        act(() => call(ops.applyFile, { id: view.id, leaveBad, leaveChanged, reason: given ? reason.trim() : null })),
    })
  return (
    <div className="import-confirm">
      <div className="file-choices">
        {changed > 0 && (
          <label className="file-reason">
            <span>{t(w.reason)}</span>
            <Input
              value={reason}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
              aria-describedby="file-reason-hint"
            />
            <span id="file-reason-hint" className="muted">
              {t(w.reasonHint, { changed: count(changed, lang) })}
            </span>
          </label>
        )}
        {changed > 0 && !given && fresh > 0 && (
          <Checkbox checked={leaveChanged} onChange={(e) => setLeaveChanged(e.target.checked)}>
            {t(w.leaveChanged, { changed: count(changed, lang) })}
          </Checkbox>
        )}
        {bad > 0 && fresh + changed > 0 && (
          <Checkbox checked={leaveBad} onChange={(e) => setLeaveBad(e.target.checked)}>
            {t(w.leaveBad, { bad: count(bad, lang) })}
          </Checkbox>
        )}
      </div>
      <span className="import-confirm-buttons">
        <Discard view={view} />
        <Button type="primary" size="large" disabled={!ready} onClick={apply}>
          {label}
        </Button>
      </span>
    </div>
  )
}

export const labFiles: ListDesk = {
  room: laboratory.room,
  operations: ops,
  fields: fileFields,
  base: '/laboratory/files',
  home: '/laboratory',
  changeText: (_field, value, lang) => (outcomes.has(value) ? say(outcomes.words[value], lang) : value),
  verdicts: { new: w.new, same: w.same, changed: w.changed, bad: w.bad, conflict: null, skipped: w.skipped },
  about: AboutFile,
  confirm: ApplyFile,
  words: {
    title: w.title,
    lead: w.lead,
    whoseHint: w.whichRoundHint,
    applySure: w.applySure,
    applied: w.applied,
    undoHint: w.undoHint,
    seeHome: w.seeHome,
  },
}
