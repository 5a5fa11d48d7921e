/** Property managers: how many, what nobody looks after, then each with its places and its enterprises. */
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { isBelow } from '../../../../platform/pure/area.ts'
import { wordsOf } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { type Column, DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { PlusIcon } from '../../../../platform/web/desk/icons.tsx'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { enterprises } from '../../contract.ts'
import type { PropertyManager } from '../../model.ts'
import { managerWords as w } from '../../words.ts'
import { useEnterpriseLive } from '../use-enterprise-live.ts'
import { PropertyForm } from './property-form.tsx'
import '../../../../platform/web/desk/record.css'
import '../enterprise.css'

const ops = enterprises.operations
const naturally = new Intl.Collator('zh', { numeric: true })

export default function ManagersPage() {
  const { t, lang } = useLang()
  const { area: mine } = useDesk()
  const { message, modal } = App.useApp()
  const asked = useAsk(ops.managers, {})
  const leads = useMay(ops.putManager.roles)
  const [edited, setEdited] = useState<PropertyManager | 'new' | null>(null)
  useEnterpriseLive()
  const remove = useAct(ops.removeManager, {
    refresh: [enterprises.room],
    onDone: () => void message.success(t(w.removed)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const confirmRemove = (m: PropertyManager) =>
    modal.confirm({
      title: t(w.removeTitle, { name: m.name }),
      content: t(w.removeText),
      okText: t(w.remove),
      onOk: () => remove.mutateAsync({ id: m.id, version: m.version }).catch(() => undefined),
    })
  const add = leads && (
    <Button type="primary" icon={<PlusIcon />} onClick={() => setEdited('new')}>
      {t(w.add)}
    </Button>
  )
  const columns: Column<PropertyManager>[] = [
    { key: 'name', title: w.name, width: 190, cell: (m) => m.name, sort: (a, b) => naturally.compare(a.name, b.name) },
    {
      key: 'places',
      title: w.looksAfter,
      width: 280,
      cell: (m) =>
        m.areas.map((area, i) => (
          <span key={area.path}>
            {i > 0 && (lang === 'zh' ? '、' : ', ')}
            {isBelow(area.path, mine.path) ? <Link to={`/register/in/${area.path}`}>{area.name}</Link> : area.name}
          </span>
        )),
    },
    {
      key: 'enterprises',
      title: w.enterprises,
      width: 110,
      right: true,
      cell: (m) => (
        <Link to="/enterprises" search={{ manager: m.id } as never}>
          {count(m.enterprises, lang)}
        </Link>
      ),
      sort: (a, b) => a.enterprises - b.enterprises,
    },
    { key: 'contact', title: w.contactName, width: 90, cell: (m) => m.contactName },
    { key: 'phone', title: w.phone, width: 140, cell: (m) => m.phone && <a href={`tel:${m.phone}`}>{m.phone}</a> },
    { key: 'note', title: w.note, width: 180, extra: true, cell: (m) => m.note },
    ...(leads
      ? [
          {
            key: 'act',
            title: ['', ''] as const,
            width: 150,
            cell: (m: PropertyManager) =>
              isBelow(m.path, mine.path) ? (
                <>
                  <Button type="text" size="small" aria-label={`${t(w.change)} ${m.name}`} onClick={() => setEdited(m)}>
                    {t(w.change)}
                  </Button>
                  <Button
                    type="text"
                    size="small"
                    aria-label={`${t(w.remove)} ${m.name}`}
                    onClick={() => confirmRemove(m)}
                  >
                    {t(w.remove)}
                  </Button>
                </>
              ) : (
                <span className="muted">{t(w.beyond)}</span>
              ),
          },
        ]
      : []),
  ]
  return (
    <DeskPage title={t(w.title)} lead={t(w.lead)} back={{ to: '/enterprises', label: t(w.back) }} actions={add}>
      <Answer of={asked} height={240}>
        {({ managers, withoutManager }) =>
          managers.length === 0 ? (
            <Block>
              <Nothing title={t(w.none)} hint={t(leads ? w.noneHint : w.noneReader)} action={add} />
            </Block>
          ) : (
            <>
              <Figures label={t(w.title)}>
                <Figure lead label={t(w.count)} value={managers.length} />
                <Figure
                  label={t(w.uncovered)}
                  value={withoutManager}
                  note={t(w.uncoveredNote)}
                  {...(withoutManager > 0 ? { tone: 'hand' as const } : {})}
                  to="/enterprises"
                  search={{ manager: 'none' }}
                />
              </Figures>
              <Block flush>
                <DataTable
                  id="enterprise.managers"
                  label={t(w.title)}
                  columns={columns}
                  rows={managers}
                  rowKey={(m) => m.id}
                />
              </Block>
            </>
          )
        }
      </Answer>
      {edited && <PropertyForm manager={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </DeskPage>
  )
}
