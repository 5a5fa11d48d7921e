/** One person at the side of the roster: seen with exemptions, service and history; changed, left, or put in anew. */
import { App, Button, Drawer } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../../../platform/pure/time.ts'
import { call, type OutputFor, serverNow, wordsOf } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Facts } from '../../../../platform/web/desk/facts.tsx'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { Reveal } from '../../../../platform/web/desk/reveal.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { web } from '../../../../platform/web/words.ts'
import { revealPurposes, sexes } from '../../../register/model.ts'
import { staff } from '../../contract.ts'
import type { Person } from '../../model.ts'
import { skillText } from '../../skills.ts'
import { staffWords as w } from '../../words.ts'
import type { Department } from '../departments/department-tree.tsx'
import type { SkillCounts } from '../staff-filters.tsx'
import { Exemptions } from './exemptions.tsx'
import { History } from './history.tsx'
import { PersonForm } from './person-form.tsx'
import { Service } from './service.tsx'

const ops = staff.operations
type Whole = OutputFor<typeof ops.one>

type DrawerProps = ({ readonly mode: 'see'; readonly id: string } | { readonly mode: 'register' }) & {
  /** The department that is chosen on the page, for a new person. */
  readonly departmentId: string | null
  readonly departments: readonly Department[]
  readonly skills: SkillCounts
  readonly onClose: () => void
}

export function PersonDrawer(props: DrawerProps) {
  const { t } = useLang()
  return props.mode === 'register' ? (
    <Drawer open size={560} title={t(w.register)} onClose={props.onClose}>
      <PersonForm {...props} onCancel={props.onClose} onDone={props.onClose} />
    </Drawer>
  ) : (
    <OnePerson {...props} id={props.id} />
  )
}

type OneProps = Omit<DrawerProps, 'mode'> & { readonly id: string }

function OnePerson({ id, departments, skills, onClose }: OneProps) {
  const { t } = useLang()
  const asked = useAsk(ops.one, { id }, { staleTime: 0 })
  const [changing, setChanging] = useState(false)
  const known = asked.data
  return (
    <Drawer
      open
      size={560}
      title={changing ? t(w.changeTitle) : (known?.person.name ?? '')}
      onClose={onClose}
      footer={!changing && known && <Foot person={known.person} onChange={() => setChanging(true)} />}
    >
      <Answer of={asked} height={320}>
        {(whole) =>
          changing ? (
            <PersonForm
              person={whole.person}
              accountName={whole.accountName}
              departmentId={null}
              departments={departments}
              skills={skills}
              onCancel={() => setChanging(false)}
              onDone={() => setChanging(false)}
            />
          ) : (
            <>
              <Seen of={whole} />
              <Exemptions person={whole.person} exemptions={whole.exemptions} />
              <Service person={whole.person} lines={whole.service} />
              <History id={id} />
            </>
          )
        }
      </Answer>
    </Drawer>
  )
}

function Foot({ person, onChange }: { person: Person; onChange: () => void }) {
  const { t } = useLang()
  const { message, modal } = App.useApp()
  const act = useAct(ops.setState, {
    refresh: [staff.room],
    onDone: () => void message.success(t(w.stateSet)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const set = (state: Person['state']) => act.mutate({ id: person.id, version: person.version, state })
  const leave = () =>
    modal.confirm({
      title: t(w.leaveSure, { name: person.name }),
      content: t(w.leaveNote),
      okText: t(w.leave),
      cancelText: t(web.cancel),
      onOk: () => set('left'),
    })
  return (
    <div className="drawer-foot">
      {person.state === 'left' ? (
        <Button loading={act.isPending} onClick={() => set('in-service')}>
          {t(w.takeBack)}
        </Button>
      ) : (
        <Button danger loading={act.isPending} onClick={leave}>
          {t(w.leave)}
        </Button>
      )}
      <Button type="primary" onClick={onChange}>
        {t(w.change)}
      </Button>
    </div>
  )
}

function Seen({ of: { person: p, departments, home, accountName } }: { of: Whole }) {
  const { t, lang } = useLang()
  const may = useMay(ops.reveal.roles)
  const listed = (items: readonly string[]): string => items.join(lang === 'zh' ? '、' : ', ') || '–'
  const year = Number(shanghaiDay(serverNow()).slice(0, 4))
  const standing =
    p.state === 'left'
      ? t(w.leftOn, { day: shanghaiDay(p.stateSince) })
      : p.exemptUntil === null
        ? t(w.free)
        : t(w.exemptUntil, { day: p.exemptUntil })
  return (
    <Facts
      rows={[
        [t(w.standing), standing],
        [t(w.department), departments.map(({ name }) => name).join(' / ')],
        [t(w.jobTitle), p.title ?? '–'],
        [t(w.number), p.number ?? '–'],
        [
          t(w.phone),
          <Reveal
            key="phone"
            masked={p.phoneMasked}
            none={t(w.noPhone)}
            phone
            may={may}
            purposes={revealPurposes}
            ask={async (purpose) => (await call(ops.reveal, { id: p.id, purpose })).value}
          />,
        ],
        [
          t(w.sexAge),
          [p.sex && t(sexes.words[p.sex]), p.birthYear && t(w.years, { n: year - p.birthYear })]
            .filter(Boolean)
            .join(' ') || '–',
        ],
        [t(w.skills), listed(p.skills.map((skill) => skillText(skill, lang)))],
        [t(w.posts), listed(p.posts)],
        [t(w.party), p.partyMember ? (p.partyBranch ?? t(w.party)) : t(w.notParty)],
        [t(w.address), p.address ?? '–'],
        ...(p.address === null ? [] : [[t(w.home), home || t(w.homeUnknown)] as const]),
        [t(w.account), p.accountId === null ? t(w.accountNone) : (accountName ?? '–')],
        [t(w.note), p.note ?? '–'],
      ]}
    />
  )
}
