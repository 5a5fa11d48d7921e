/** Everybody who was asked or came: found by name, rung, answered for, tapped in; and whoever came unasked is welcomed here. */
import { Button, Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { shanghaiClock } from '../../../../platform/pure/time.ts'
import { call } from '../../../../platform/web/client.ts'
import { type Column, DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useAct, useAsk, useRefresh } from '../../../../platform/web/desk/queries.ts'
import { Reveal } from '../../../../platform/web/desk/reveal.tsx'
import { usePages } from '../../../../platform/web/desk/use-pages.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { revealPurposes } from '../../../register/model.ts'
import { staff } from '../../../staff/contract.ts'
import { arrivals, type CalledPerson, type CallUp, reasons, type Standing, standings } from '../../call-up-model.ts'
import { mobilize } from '../../contract.ts'
import { useTold } from '../steps/wave-steps.tsx'
import type { Board } from '../use-call-up.ts'
import { deskWords as w } from '../words.ts'

const ops = mobilize.operations
const now = (): string => new Date().toISOString()

interface PeopleProps {
  readonly callUp: CallUp
  readonly standing: Standing | null
  readonly departmentId: string | null
  readonly onStanding: (standing: Standing | null) => void
  readonly onDepartment: (departmentId: string | null) => void
  readonly lines: Board['lines']
}

export function PeopleList({ callUp, standing, departmentId, onStanding, onDepartment, lines }: PeopleProps) {
  const t = useT()
  const [text, setText] = useState('')
  const [order, setOrder] = useState<'department' | 'answer' | 'arrival'>('department')
  const list = usePages(
    ops.people,
    {
      ...{ callUpId: callUp.id, order },
      ...(standing ? { standings: [standing] } : {}),
      ...(departmentId ? { departmentId } : {}),
      ...(text.trim() ? { text: text.trim() } : {}),
    },
    { keep: true },
  )
  return (
    <Block title={t(w.people)} flush actions={callUp.state !== 'closed' && <Unasked callUp={callUp} />}>
      <DataTable
        id="mobilize.people"
        label={t(w.people)}
        columns={useColumns(callUp)}
        rows={list.rows}
        rowKey={({ callId }) => callId}
        loading={list.reading}
        total={list.total}
        onMore={list.more}
        height={560}
        filters={
          <>
            <Input
              className="mobilize-search"
              allowClear
              aria-label={t(w.searchName)}
              placeholder={t(w.searchName)}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <Select
              className="mobilize-filter"
              aria-label={t(w.standing)}
              value={standing ?? ''}
              options={[
                { value: '', label: t(w.anyStanding) },
                ...standings.values.map((value) => ({ value, label: t(standings.words[value]) })),
              ]}
              onChange={(value) => onStanding(value === '' ? null : (value as Standing))}
            />
            <Select
              className="mobilize-filter"
              allowClear
              aria-label={t(w.department)}
              placeholder={t(w.department)}
              value={departmentId}
              options={lines.map((line) => ({ value: line.departmentId, label: line.department || t(w.others) }))}
              onChange={(value) => onDepartment(value ?? null)}
            />
            <Segmented
              aria-label={t(w.when)}
              value={order}
              options={[
                { value: 'department', label: t(w.orderDepartment) },
                { value: 'answer', label: t(w.orderAnswer) },
                { value: 'arrival', label: t(w.orderArrival) },
              ]}
              onChange={setOrder}
            />
          </>
        }
        rowTone={(person) => (person.standing === 'cannot' ? 'quiet' : undefined)}
      />
    </Block>
  )
}

function useColumns(callUp: CallUp): Column<CalledPerson>[] {
  const t = useT()
  const told = useTold()
  const refresh = useRefresh()
  const options = { onProblem: told, onDone: () => void refresh(ops.people, ops.board) }
  const answer = useAct(ops.recordAnswers, options)
  const muster = useAct(ops.recordMusters, options)
  const tap = (callId: string, how: 'tap' | 'undo'): void =>
    muster.mutate({ sentAt: now(), items: [{ id: freshId(), callUpId: callUp.id, callId, how, at: now() }] })
  const say = (callId: string, value: string): void =>
    answer.mutate({
      items: [
        value === 'coming'
          ? { id: freshId(), callId, said: 'coming', at: now() }
          : { id: freshId(), callId, said: 'cannot', reason: value as (typeof reasons.values)[number], at: now() },
      ],
    })
  const open = callUp.state !== 'closed'
  return [
    { key: 'name', title: w.extraName, width: 120, cell: ({ name }) => <strong>{name}</strong> },
    { key: 'department', title: w.department, cell: ({ department }) => department || t(w.others) },
    {
      key: 'standing',
      title: w.standing,
      width: 190,
      cell: ({ standing, reason, arrivesAt }) => (
        <span className={`mobilize-is-${standing}`}>
          {t(standings.words[standing])}
          {standing === 'cannot' && reason && ` · ${t(reasons.words[reason])}`}
          {standing === 'coming' && arrivesAt && ` · ${shanghaiClock(arrivesAt)}`}
        </span>
      ),
    },
    {
      key: 'when',
      title: w.when,
      width: 150,
      cell: ({ hereAt, saidAt, hereHow }) =>
        hereAt
          ? `${shanghaiClock(hereAt)}${hereHow ? ` · ${t(arrivals.words[hereHow])}` : ''}`
          : saidAt
            ? shanghaiClock(saidAt)
            : '',
    },
    {
      key: 'phone',
      title: w.phone,
      width: 170,
      cell: ({ personId, phoneMasked }) => (
        <Reveal
          masked={phoneMasked}
          none="–"
          phone
          may={personId !== null}
          purposes={revealPurposes}
          ask={async (purpose) => (await call(staff.operations.reveal, { id: personId as string, purpose })).value}
        />
      ),
    },
    { key: 'wave', title: w.waveColumn, width: 80, right: true, extra: true, cell: ({ wave }) => wave },
    {
      key: 'act',
      title: w.answer,
      width: 260,
      cell: ({ callId, standing, wave, name }) =>
        open && (
          <span className="mobilize-actions">
            {standing === 'here' || standing === 'extra' ? (
              <Button size="small" onClick={() => tap(callId, 'undo')} aria-label={`${t(w.undo)} ${name}`}>
                {t(w.undo)}
              </Button>
            ) : (
              <Button
                size="small"
                type="primary"
                onClick={() => tap(callId, 'tap')}
                aria-label={`${t(w.tapIn)} ${name}`}
              >
                {t(w.tapIn)}
              </Button>
            )}
            {wave > 0 && standing !== 'here' && (
              <Select
                size="small"
                className="mobilize-say"
                aria-label={`${t(w.answer)} ${name}`}
                placeholder={t(w.answer)}
                value={null}
                options={[
                  { value: 'coming', label: t(w.saysComing) },
                  ...reasons.values.map((value) => ({
                    value,
                    label: `${t(w.saysCannot)} · ${t(reasons.words[value])}`,
                  })),
                ]}
                onChange={(value: string | null) => value && say(callId, value)}
              />
            )}
          </span>
        ),
    },
  ]
}

function Unasked({ callUp }: { callUp: CallUp }) {
  const t = useT()
  const told = useTold()
  const refresh = useRefresh()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [personId, setPerson] = useState<string | null>(null)
  const found = useAsk(
    staff.operations.find,
    { text: name.trim(), limit: 8 },
    { when: open && name.trim().length >= 1, keep: true },
  ).data?.rows
  const muster = useAct(ops.recordMusters, {
    onProblem: told,
    onDone: () => {
      setOpen(false)
      setName('')
      setPerson(null)
      void refresh(ops.people, ops.board)
    },
  })
  const welcome = (): void =>
    muster.mutate({
      sentAt: now(),
      items: [
        {
          id: freshId(),
          callUpId: callUp.id,
          how: 'extra',
          at: now(),
          ...(personId ? { personId } : { name: name.trim() }),
        },
      ],
    })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(w.extraIn)}</Button>
      <Modal
        open={open}
        title={t(w.extraIn)}
        okText={t(w.extraSave)}
        okButtonProps={{ disabled: name.trim() === '', loading: muster.isPending }}
        onOk={welcome}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p className="muted">{t(w.extraHint)}</p>
        <label className="mobilize-label" htmlFor="extra-name">
          {t(w.extraName)}
        </label>
        <Input
          id="extra-name"
          value={name}
          maxLength={80}
          onChange={(event) => {
            setName(event.target.value)
            setPerson(null)
          }}
        />
        <div className="mobilize-found">
          {(found ?? []).map((one) => (
            <Button
              key={one.id}
              type={personId === one.id ? 'primary' : 'default'}
              aria-pressed={personId === one.id}
              onClick={() => setPerson(one.id)}
            >
              {one.name} · {one.departmentName}
            </Button>
          ))}
        </div>
      </Modal>
    </>
  )
}
