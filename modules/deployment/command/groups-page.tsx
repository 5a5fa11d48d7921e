/** Temporary party branches and work groups, formed from whoever is at hand. */
import { Button, Form, Input, Select, Tag } from 'antd'
import { FormDialog } from '../../../platform/web/desk/form-dialog.tsx'
import { useState } from 'react'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { type OutputFor, serverNow } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { choices } from '../../../platform/web/desk/choices.ts'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { deployment } from '../contract.ts'
import { partyKinds } from '../model.ts'
import { deployWords as w } from '../words.ts'
import { BriefingDialog } from './briefing-dialog.tsx'
import { useDo, useOpenOperation } from './use-deployment.ts'
import './deployment.css'

const ops = deployment.operations
type Group = OutputFor<typeof ops.groups>['groups'][number]
type Shown =
  | { readonly kind: 'form'; readonly group: Group | null }
  | { readonly kind: 'briefing'; readonly group: Group }

export default function GroupsPage() {
  const t = useT()
  const operation = useOpenOperation()
  const [shown, setShown] = useState<Shown | null>(null)
  const asked = useAsk(ops.groups, { operationId: operation?.id ?? '' }, { when: operation !== null })
  const form = operation && (
    <Button type="primary" onClick={() => setShown({ kind: 'form', group: null })}>
      {t(w.formGroup)}
    </Button>
  )
  const groups = asked.data?.groups
  return (
    <DeskPage title={t(w.groups)} lead={t(w.groupsLead)} back={{ to: '/deployment', label: t(w.title) }} actions={form}>
      {!operation && <NoOperation />}
      {operation && (
        <>
          <Figures label={t(w.groups)}>
            {partyKinds.values.map((kind) => (
              <Figure
                key={kind}
                label={t(partyKinds.words[kind])}
                value={groups?.filter((g) => g.kind === kind).length ?? null}
              />
            ))}
            <Figure label={t(w.members)} value={groups?.reduce((n, g) => n + g.members.length, 0) ?? null} />
          </Figures>
          <Answer of={asked}>
            {({ groups: all }) =>
              all.length === 0 ? (
                <Block>
                  <Nothing title={t(w.groupsNone)} hint={t(w.groupsNoneHint)} action={form} />
                </Block>
              ) : (
                all.map((group) => (
                  <Block
                    key={group.id}
                    title={group.name}
                    note={[t(partyKinds.words[group.kind]), group.placeName].filter(Boolean).join(' · ')}
                    actions={
                      <>
                        <Button onClick={() => setShown({ kind: 'briefing', group })}>{t(w.briefing)}</Button>
                        <Button onClick={() => setShown({ kind: 'form', group })}>{t(w.changeGroup)}</Button>
                      </>
                    }
                  >
                    <div className="deploy-tags deploy-members">
                      {group.members.map((one) => (
                        <Tag key={one.personId}>
                          {[
                            one.name,
                            one.personId === group.leaderId && t(w.leader),
                            one.personId === group.secretaryId && t(w.secretary),
                            one.confirmed !== null && t(one.confirmed ? w.read : w.unread),
                          ]
                            .filter(Boolean)
                            .join(' · ')}
                        </Tag>
                      ))}
                    </div>
                  </Block>
                ))
              )
            }
          </Answer>
          {shown?.kind === 'form' && (
            <GroupDialog operationId={operation.id} group={shown.group} onClose={() => setShown(null)} />
          )}
          {shown?.kind === 'briefing' && (
            <BriefingDialog
              of="group"
              ofId={shown.group.id}
              briefing={shown.group.briefing}
              people={shown.group.members.map(({ personId }) => personId)}
              onClose={() => setShown(null)}
            />
          )}
        </>
      )}
    </DeskPage>
  )
}

interface Typed {
  readonly name: string
  readonly kind: Group['kind']
  readonly placeId?: string
  readonly leaderId: string
  readonly secretaryId?: string
  readonly members?: string[]
}

function GroupDialog({
  operationId,
  group,
  onClose,
}: {
  operationId: string
  group: Group | null
  onClose: () => void
}) {
  const t = useT()
  const [form] = Form.useForm<Typed>()
  const kind = Form.useWatch('kind', form) ?? group?.kind
  const people = useAsk(ops.atHand, { operationId }).data?.people ?? []
  const places = useAsk(ops.board, { operationId, day: shanghaiDay(serverNow()) }).data?.places ?? []
  const make = useDo(ops.formGroup, onClose)
  const change = useDo(ops.changeGroup, onClose)
  const end = useDo(ops.endGroup, onClose)
  const known = new Map([...people, ...(group?.members ?? [])].map((one) => [one.personId, one]))
  const options = [...known.values()].map((one) => ({ value: one.personId, label: `${one.name} · ${one.department}` }))
  const needed = [{ required: true, message: t(w.required) }]
  const submit = ({ placeId, secretaryId, members, kind: chosen, ...typed }: Typed) => {
    const draft = {
      ...typed,
      placeId: placeId ?? null,
      secretaryId: chosen === 'branch' ? (secretaryId ?? null) : null,
      members: members ?? [],
    }
    if (group) change.mutate({ ...draft, id: group.id, version: group.version })
    else make.mutate({ ...draft, kind: chosen, operationId, id: freshId() })
  }
  const search = { showSearch: { optionFilterProp: 'label' }, options }
  return (
    <FormDialog<Typed>
      form={form}
      title={t(group ? w.changeGroup : w.formGroup)}
      first={
        group
          ? {
              ...{ name: group.name, kind: group.kind, leaderId: group.leaderId },
              ...(group.placeId ? { placeId: group.placeId } : {}),
              ...(group.secretaryId ? { secretaryId: group.secretaryId } : {}),
              members: group.members.map(({ personId }) => personId),
            }
          : { kind: 'work-group' }
      }
      saving={make.isPending || change.isPending}
      onSave={submit}
      onClose={onClose}
      danger={
        group && {
          label: t(w.endGroup),
          busy: end.isPending,
          onClick: () => end.mutate({ id: group.id, version: group.version }),
        }
      }
    >
      <Form.Item name="name" label={t(w.groupName)} rules={[{ ...needed[0], whitespace: true }]}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="kind" label={t(w.groupKind)}>
          <Select options={choices(partyKinds, t)} disabled={group !== null} />
        </Form.Item>
        <Form.Item name="placeId" label={t(w.groupPlace)}>
          <Select
            allowClear
            placeholder={t(w.noPlace)}
            options={places.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="leaderId" label={t(w.leader)} rules={needed}>
        <Select {...search} />
      </Form.Item>
      {kind === 'branch' && (
        <Form.Item name="secretaryId" label={t(w.secretary)} rules={needed}>
          <Select {...search} options={options.filter(({ value }) => known.get(value)?.partyMember)} />
        </Form.Item>
      )}
      <Form.Item name="members" label={t(w.members)}>
        <Select mode="multiple" {...search} />
      </Form.Item>
    </FormDialog>
  )
}
