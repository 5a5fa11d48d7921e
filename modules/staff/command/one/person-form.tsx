/** Putting a person on the roster, or changing one: only what was changed is sent, and a phone on record stays unless a new one is typed. */
import { App, Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import type { Word } from '../../../../platform/pure/words.ts'
import { ClientProblem, wordsOf } from '../../../../platform/web/client.ts'
import { choices } from '../../../../platform/web/desk/choices.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import { sexes } from '../../../register/model.ts'
import { staff } from '../../contract.ts'
import { lineOf } from '../../departments.ts'
import type { Person } from '../../model.ts'
import { skillText } from '../../skills.ts'
import { staffWords as w } from '../../words.ts'
import type { Department } from '../departments/department-tree.tsx'
import { allSkills, type SkillCounts } from '../staff-filters.tsx'
import { changesOf, draftOf, type Typed } from './person-changes.ts'

interface FormProps {
  readonly person?: Person
  readonly accountName?: string | null
  readonly departmentId: string | null
  readonly departments: readonly Department[]
  readonly skills: SkillCounts
  readonly onCancel: () => void
  readonly onDone: (person: Person) => void
}

const startOf = (person: Person | undefined, departmentId: string | null): Partial<Typed> =>
  person
    ? { ...person, phone: '', login: '' }
    : { ...(departmentId === null ? {} : { departmentId }), skills: [], posts: [], partyMember: false }

export function PersonForm({ person, accountName, departmentId, departments, skills, onCancel, onDone }: FormProps) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const member = Form.useWatch('partyMember', form) ?? person?.partyMember ?? false
  const refused = (error: Error) => {
    if (error instanceof ClientProblem && error.fields.length > 0)
      form.setFields(error.fields.map((f) => ({ name: f.path.split('.')[0] as keyof Typed, errors: [t(f.words)] })))
    void message.error(t(wordsOf(error)))
  }
  const done = (word: Word) => (next: Person) => {
    void message.success(t(word))
    onDone(next)
  }
  const add = useAct(staff.operations.registerPerson, {
    refresh: [staff.room],
    onDone: done(w.registered),
    onProblem: refused,
  })
  const change = useAct(staff.operations.changePerson, {
    refresh: [staff.room],
    onDone: done(w.changed),
    onProblem: refused,
  })
  const submit = (typed: Typed) => {
    if (!person) return add.mutate({ ...draftOf(typed), id: freshId() })
    const changes = changesOf(person, typed)
    if (Object.keys(changes).length === 0) return void message.info(t(w.nothingChanged))
    change.mutate({ id: person.id, version: person.version, ...changes })
  }

  const byId = new Map(departments.map((one) => [one.id, one]))
  const places = departments
    .filter(({ may }) => may)
    .map(({ id }) => ({
      value: id,
      label: lineOf(id, byId)
        .map(({ name }) => name)
        .join(' / '),
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'zh'))
  const masked = person?.phoneMasked
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={startOf(person, departmentId)}
      onFinish={submit}
    >
      <Form.Item name="name" label={t(w.name)} rules={[{ required: true, whitespace: true, message: t(w.needName) }]}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="departmentId" label={t(w.department)} rules={[{ required: true, message: t(w.needDepartment) }]}>
        <Select options={places} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="number" label={t(w.number)}>
          <Input maxLength={30} autoComplete="off" />
        </Form.Item>
        <Form.Item name="title" label={t(w.jobTitle)}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="sex" label={t(w.sex)}>
          <Select allowClear options={choices(sexes, t)} />
        </Form.Item>
        <Form.Item name="birthYear" label={t(w.birthYear)}>
          <InputNumber min={1930} max={2020} precision={0} controls={false} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="phone" label={t(w.phone)}>
        <Input
          maxLength={30}
          inputMode="tel"
          autoComplete="off"
          placeholder={masked ? `${t(w.onRecord, { masked })} · ${t(w.keepBlank)}` : ''}
        />
      </Form.Item>
      {masked && (
        <Form.Item name="clearPhone" valuePropName="checked" className="form-clear">
          <Checkbox>{t(w.clearPhone)}</Checkbox>
        </Form.Item>
      )}
      <Form.Item name="skills" label={t(w.skills)} extra={t(w.skillsHint)}>
        <Select
          mode="tags"
          maxCount={20}
          tokenSeparators={['、', '，', ',', '；', ';']}
          options={allSkills(skills).map((skill) => ({ value: skill, label: skillText(skill, lang) }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      <Form.Item name="posts" label={t(w.posts)} extra={t(w.postsHint)}>
        <Select mode="tags" maxCount={10} open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name="partyMember" valuePropName="checked">
        <Checkbox>{t(w.party)}</Checkbox>
      </Form.Item>
      {member && (
        <Form.Item name="partyBranch" label={t(w.partyBranch)}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name="address" label={t(w.address)}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="note" label={t(w.note)}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      {person && (
        <>
          <Form.Item name="login" label={t(w.login)}>
            <Input
              maxLength={40}
              autoComplete="off"
              placeholder={person.accountId === null ? '' : t(w.loginSet, { name: accountName ?? '' })}
            />
          </Form.Item>
          {person.accountId !== null && (
            <Form.Item name="unlink" valuePropName="checked" className="form-clear">
              <Checkbox>{t(w.unlink)}</Checkbox>
            </Form.Item>
          )}
        </>
      )}
      <div className="drawer-foot">
        <Button onClick={onCancel}>{t(web.cancel)}</Button>
        <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending}>
          {person ? t(web.save) : t(w.register)}
        </Button>
      </div>
    </Form>
  )
}
