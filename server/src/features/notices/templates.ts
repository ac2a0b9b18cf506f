/**
 * The texts of messages to phones. They leave the program, so they are written here and not in the web's
 * locales; each is short enough for one message of seventy characters or little more.
 */
const TEXTS = {
  phone_code_register: '您的注册验证码是{code}，5分钟内有效。请勿告诉他人。',
  phone_code_sign_in: '您的登录验证码是{code}，5分钟内有效。如非本人操作，请忽略。',
  phone_code_reset_password: '您正在重设密码，验证码是{code}，5分钟内有效。如非本人操作，请不要告诉任何人。',
  phone_code_guardian: '您的孩子正在注册成为志愿者，监护人验证码是{code}，5分钟内有效。同意后再告诉孩子。',
  password_reset: '您的密码已重设，所有设备都已退出登录。如非本人操作，请马上联系当地志愿服务部门。',
  volunteer_verified: '您的实名审核已通过，志愿者编号{volunteerNumber}。现在可以报名参加志愿项目了。',
  volunteer_refused: '您的注册申请未通过审核。请登录查看原因，修改后可再次提交。',
  registered_again:
    '有人用您的证件号码再次申请注册。您的账号不受影响；如非本人操作，请联系当地志愿服务部门。',
  team_approved: '您申请登记的“{teamName}”已通过审核。',
  team_refused: '您申请登记的“{teamName}”未通过审核。请登录查看原因。',
  membership_approved: '“{teamName}”已同意您加入。',
  signup_admitted: '您报名的“{title}”已录用。时间：{when}，地点：{place}。',
} as const

export type SmsTemplate = keyof typeof TEXTS

type ParamsIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamsIn<Rest>
  : never
export type SmsParams<Template extends SmsTemplate> = Readonly<
  Record<ParamsIn<(typeof TEXTS)[Template]>, string>
>

/** The whole text, with the sender in front as phones expect it. */
export function smsText<Template extends SmsTemplate>(
  sender: string,
  template: Template,
  params: SmsParams<Template>,
): string {
  const values = new Map(Object.entries<string>(params))
  const text = TEXTS[template].replace(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? '')
  return `【${sender}】${text}`
}
