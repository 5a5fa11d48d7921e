/** A post made, changed or closed: what is done, when, by how many, who of them must be able to do what. */
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { FormDialog } from '../../../platform/web/desk/form-dialog.tsx'
import { WhenPicker } from '../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { skills } from '../../staff/model.ts'
import { deployment } from '../contract.ts'
import type { Post } from '../model.ts'
import { deployWords as w } from '../words.ts'
import { useDo } from './use-deployment.ts'

type Typed = Omit<Post, 'id' | 'placeId' | 'night' | 'version'>
interface DialogProps {
  readonly placeId: string
  readonly day: string
  readonly post: Post | null
  readonly onClose: () => void
}

export function PostDialog({ placeId, day, post, onClose }: DialogProps) {
  const { t } = useLang()
  const save = useDo(deployment.operations.putPost, onClose)
  const close = useDo(deployment.operations.closePost, onClose)
  const needed = { required: true, message: t(w.required) }
  const first: Typed = post ?? {
    ...{ task: '', needed: 2, skills: [], risky: false, bring: '', reportsTo: '' },
    startsAt: new Date(`${day}T08:00:00+08:00`).toISOString(),
    endsAt: new Date(`${day}T16:00:00+08:00`).toISOString(),
  }
  return (
    <FormDialog<Typed>
      title={t(post ? w.changePost : w.addPost)}
      first={first}
      saving={save.isPending}
      onSave={({ skills: asked, ...typed }) =>
        save.mutate({
          ...typed,
          skills: (asked ?? []).map(({ skill, least }) => ({ skill, least })),
          ...{ id: post?.id ?? freshId(), placeId, version: post?.version ?? null },
        })
      }
      onClose={onClose}
      danger={
        post && {
          label: t(w.closePost),
          busy: close.isPending,
          onClick: () => close.mutate({ id: post.id, version: post.version }),
        }
      }
    >
      <Form.Item name="task" label={t(w.task)} rules={[{ ...needed, whitespace: true }]}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="startsAt" label={t(w.starts)} rules={[needed]}>
          <WhenPicker />
        </Form.Item>
        <Form.Item name="endsAt" label={t(w.ends)} rules={[needed]}>
          <WhenPicker />
        </Form.Item>
      </div>
      <Form.Item name="needed" label={t(w.howMany)} rules={[needed]}>
        <InputNumber min={1} max={500} precision={0} />
      </Form.Item>
      <Form.List name="skills">
        {(fields, { add, remove }) => (
          <div className="deploy-skills">
            <span>{t(w.skillNeeds)}</span>
            {fields.map((field) => (
              <div key={field.key} className="deploy-skill">
                <Form.Item name={[field.name, 'skill']} rules={[needed]} noStyle>
                  <Select
                    aria-label={t(w.skill)}
                    style={{ width: 180 }}
                    showSearch={{ optionFilterProp: 'label' }}
                    options={skills.values.map((value) => ({ value, label: t(skills.words[value]) }))}
                  />
                </Form.Item>
                <Form.Item name={[field.name, 'least']} rules={[needed]} noStyle>
                  <InputNumber aria-label={t(w.howMany)} min={1} max={500} precision={0} />
                </Form.Item>
                <Button type="link" onClick={() => remove(field.name)}>
                  {t(w.undo)}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add({ skill: 'nurse', least: 1 })}>
              {t(w.addSkill)}
            </Button>
          </div>
        )}
      </Form.List>
      <Form.Item name="risky" valuePropName="checked">
        <Checkbox>{t(w.risky)}</Checkbox>
      </Form.Item>
      <Form.Item name="bring" label={t(w.bring)}>
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <Form.Item name="reportsTo" label={t(w.reportsTo)}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}
