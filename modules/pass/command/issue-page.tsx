/** A pass in a minute for whoever stands at the desk: found in the register or filled in, checked, issued, handed out as a code or a card. */
import { App, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { call, wordsOf } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { choices } from '../../../platform/web/desk/choices.ts'
import { type DeskOperation, useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { PrintButton } from '../../../platform/web/desk/print-button.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { SearchBox } from '../../../platform/web/desk/search-box.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useLang, useT } from '../../../platform/web/lang.tsx'
import { register } from '../../register/contract.ts'
import { idTypes, type Resident, sexes } from '../../register/model.ts'
import { type ApplicationItem, verifiedHows } from '../application.ts'
import { pass } from '../contract.ts'
import { passKinds } from '../model.ts'
import { CardPaper } from './card-paper.tsx'
import { PassFrame } from './pass-frame.tsx'
import { PassLink } from './pass-link.tsx'
import { deskWords as w } from './words.ts'

const ops = pass.operations

export default function IssuePage() {
  const [round, next] = useState(0)
  return (
    <PassFrame title={w.desk} lead={w.deskLead}>
      {(operation) => <One key={round} operation={operation} onNext={() => next(round + 1)} />}
    </PassFrame>
  )
}

function One({ operation, onNext }: { operation: DeskOperation; onNext: () => void }) {
  const t = useT()
  const [person, choose] = useState<Resident | 'other' | null>(null)
  const [made, setMade] = useState<{ passId: string; number: string } | null>(null)
  if (made) return <Made made={made} operationId={operation.id} onNext={onNext} />
  if (person === null) return <Find onChoose={choose} />
  return (
    <Block title={person === 'other' ? t(w.notThere) : `${person.name} · ${person.address}`}>
      <IssueForm
        operationId={operation.id}
        person={person === 'other' ? null : person}
        onMade={setMade}
        onBack={() => choose(null)}
      />
    </Block>
  )
}

function Find({ onChoose }: { onChoose: (person: Resident | 'other') => void }) {
  const t = useT()
  const { area } = useDesk()
  const [text, setText] = useState('')
  const found = useAsk(
    register.operations.findResidents,
    { text, under: area.path, limit: 20 },
    { when: text !== '', keep: true },
  )
  return (
    <>
      <SearchBox text={text} onText={setText} label={t(w.findPerson)} hint={t(w.findPersonHint)} />
      <Block actions={<Button onClick={() => onChoose('other')}>{t(w.notThere)}</Button>} title={t(w.findPerson)}>
        {text !== '' && (
          <Answer of={found}>
            {({ rows }) => (
              <ul className="plain-list">
                {rows.map((person) => (
                  <li key={person.id} className="pass-acts">
                    <Button type="primary" size="small" onClick={() => onChoose(person)}>
                      {t(w.choose)}
                    </Button>
                    <strong>{person.name}</strong> {person.address} {person.idMasked} {person.phoneMasked}
                  </li>
                ))}
              </ul>
            )}
          </Answer>
        )}
      </Block>
    </>
  )
}

type Typed = Pick<ApplicationItem, 'kind' | 'name' | 'sex' | 'idType' | 'idNumber' | 'phone' | 'reason'> & {
  path: string
  how: (typeof verifiedHows.values)[number]
}
interface IssueFormProps {
  readonly operationId: string
  readonly person: Resident | null
  readonly onMade: (made: { passId: string; number: string }) => void
  readonly onBack: () => void
}

function IssueForm({ operationId, person, onMade, onBack }: IssueFormProps) {
  const t = useT()
  const { message } = App.useApp()
  const { area } = useDesk()
  // One id for this form: sent twice is issued once.
  const [id] = useState(freshId)
  const [form] = Form.useForm<Typed>()
  const idType = Form.useWatch('idType', form) ?? 'resident-id'
  const issue = useAct(ops.issueAtDesk, {
    refresh: [pass.room],
    onDone: onMade,
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const needed = { required: true, message: t(w.required) }
  const orNull = (text: string | null | undefined): string | null => text?.trim() || null
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      className="pass-form"
      requiredMark={false}
      initialValues={{
        ...{ kind: person ? (person.tenancy === 'tenant' ? 'tenant' : 'resident') : 'worker', idType: 'resident-id' },
        ...{ path: person?.path ?? area.path, how: person ? 'register' : 'document' },
      }}
      onFinish={({ path, how, ...typed }) =>
        issue.mutate({
          ...{ operationId, residentId: person?.id ?? null, path, how, scope: null },
          item: {
            ...{ id, token: null, kind: typed.kind, residentId: person?.id ?? null, name: orNull(typed.name) },
            ...{ sex: typed.sex ?? null, birthDate: null, idType: typed.idType ?? 'none' },
            ...{ idNumber: orNull(typed.idNumber), phone: orNull(typed.phone), address: null },
            ...{ reason: orNull(typed.reason), wantsCard: true },
          },
        })
      }
    >
      <div className="pair">
        <Form.Item name="kind" label={t(w.kind)} rules={[needed]}>
          <Select options={choices(passKinds, t)} />
        </Form.Item>
        <Form.Item name="how" label={t(w.how)}>
          <Select options={choices(verifiedHows, t)} />
        </Form.Item>
      </div>
      {person === null && (
        <>
          <div className="pair">
            <Form.Item name="name" label={t(w.name)} rules={[{ ...needed, whitespace: true }]}>
              <Input maxLength={80} autoComplete="off" />
            </Form.Item>
            <Form.Item name="sex" label={t(w.sexYear)}>
              <Select allowClear options={choices(sexes, t)} />
            </Form.Item>
            <Form.Item name="idType" label={t(w.idType)}>
              <Select options={choices(idTypes, t)} />
            </Form.Item>
            {idType !== 'none' && (
              <Form.Item name="idNumber" label={t(w.idNumber)} rules={[needed]}>
                <Input maxLength={40} autoComplete="off" />
              </Form.Item>
            )}
            <Form.Item name="phone" label={t(w.phone)}>
              <Input maxLength={30} autoComplete="off" />
            </Form.Item>
            <Form.Item name="path" label={t(w.place)} rules={[needed]}>
              <AreaPicker />
            </Form.Item>
          </div>
        </>
      )}
      {person !== null && (
        <Form.Item name="path" hidden>
          <Input />
        </Form.Item>
      )}
      <Form.Item name="reason" label={t(w.why)}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="pass-acts">
        <Button type="primary" htmlType="submit" size="large" loading={issue.isPending}>
          {t(w.issueNow)}
        </Button>
        <Button size="large" onClick={onBack}>
          {t(w.findPerson)}
        </Button>
      </div>
    </Form>
  )
}

interface MadeProps {
  readonly made: { readonly passId: string; readonly number: string }
  readonly operationId: string
  readonly onNext: () => void
}
function Made({ made, operationId, onNext }: MadeProps) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const { area } = useDesk()
  const [link, setLink] = useState<string | null>(null)
  const give = useAct(ops.personalLink, {
    onDone: ({ token }) => setLink(token),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const cards = { operationId, under: area.path, passIds: [made.passId], which: 'all' as const, lang }
  return (
    <Block>
      <div className="pass-issued" role="status">
        <span>{t(w.issuedNumber, { number: '' })}</span>
        <strong data-testid="issued-number">{made.number.replace(/(\d{3})(?=\d)/g, '$1 ')}</strong>
        <span>{t(w.handOut)}</span>
        <div className="pass-acts">
          <Button type="primary" onClick={() => give.mutate({ passId: made.passId })}>
            {t(w.link)}
          </Button>
          <PrintButton
            label={t(w.printCards)}
            title={t(w.printCards)}
            read={(purpose) => call(ops.printCards, { ...cards, purpose })}
            paper={(sheets, onPrinted) => <CardPaper {...sheets} onPrinted={onPrinted} />}
          />
          <Button onClick={onNext}>{t(w.another)}</Button>
        </div>
      </div>
      {link !== null && <PassLink token={`~${link}`} title={w.link} hint={w.linkHint} onClose={() => setLink(null)} />}
    </Block>
  )
}
