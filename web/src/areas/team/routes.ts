import type { RouteRecordRaw } from 'vue-router'

const meta = {
  texts: [
    ...['team', 'publishing', 'altering', 'standing', 'terms', 'trust', 'draw', 'series'],
    ...['waiting', 'codes', 'reasons', 'consents'],
  ],
  hat: 'team',
} as const

/** Words that only these pages need. */
const evaluations = { texts: ['evaluations'] } as const

export const routes: RouteRecordRaw[] = [
  { path: '/team', component: () => import('./TeamChoice.vue'), meta },
  // The door fills the screen: no rail, no tabs.
  { path: '/team/:teamId/door/:projectId', component: () => import('./door/DoorPage.vue'), meta },
  {
    path: '/team/:teamId',
    component: () => import('./TeamFrame.vue'),
    meta,
    children: [
      { path: '', component: () => import('./OverviewPage.vue') },
      { path: 'door', component: () => import('./DoorShiftsPage.vue') },
      { path: 'projects', component: () => import('./projects/ProjectsPage.vue') },
      { path: 'projects/new', component: () => import('./projects/ProjectFormPage.vue') },
      { path: 'templates', component: () => import('./series/TemplatesPage.vue') },
      { path: 'series', component: () => import('./series/SeriesPage.vue') },
      { path: 'projects/:projectId/edit', component: () => import('./projects/ProjectFormPage.vue') },
      {
        path: 'projects/:projectId',
        component: () => import('./projects/ProjectFrame.vue'),
        children: [
          { path: '', component: () => import('./projects/ProjectPage.vue') },
          {
            path: 'running',
            component: () => import('./running/RunningPage.vue'),
            meta: { texts: ['running'] },
          },
          { path: 'signups', component: () => import('./signups/SignUpsPage.vue') },
          { path: 'attendances', component: () => import('./hours/AttendancesPage.vue') },
          { path: 'hours', component: () => import('./hours/EntryPage.vue') },
          {
            path: 'absences',
            component: () => import('./absences/AbsencesPage.vue'),
            meta: { texts: ['absences'] },
          },
          {
            path: 'ratings',
            component: () => import('./evaluations/RatingsPage.vue'),
            meta: evaluations,
          },
          { path: 'codes', component: () => import('./evaluations/CodesPage.vue'), meta: evaluations },
          { path: 'report', component: () => import('./evaluations/ReportPage.vue'), meta: evaluations },
        ],
      },
      { path: 'signups', component: () => import('./signups/WaitingPage.vue') },
      {
        path: 'hours',
        component: () => import('./hours/HoursFrame.vue'),
        children: [
          { path: '', component: () => import('./hours/HoursPage.vue') },
          { path: 'drafts', component: () => import('./hours/DraftsPage.vue') },
          { path: 'ledger', component: () => import('./hours/LedgerPage.vue') },
        ],
      },
      {
        path: 'members',
        component: () => import('./members/MembersFrame.vue'),
        children: [{ path: '', component: () => import('./members/MembersPage.vue') }],
      },
      {
        path: 'requests',
        component: () => import('./members/MembersFrame.vue'),
        children: [{ path: '', component: () => import('./members/RequestsPage.vue') }],
      },
      {
        path: 'invitations',
        component: () => import('./members/MembersFrame.vue'),
        children: [{ path: '', component: () => import('./members/InvitationsPage.vue') }],
      },
      {
        path: 'goals',
        component: () => import('./members/MembersFrame.vue'),
        meta: { texts: ['goals'] },
        children: [{ path: '', component: () => import('./goals/GoalsPage.vue') }],
      },
      {
        path: 'goals/:goal',
        component: () => import('./goals/GoalPage.vue'),
        meta: { texts: ['goals'] },
      },
      { path: 'children', component: () => import('./ChildrenPage.vue') },
      { path: 'reviews', component: () => import('./ReviewsPage.vue') },
      {
        path: 'complaints',
        component: () => import('./StatementsPage.vue'),
        meta: { texts: ['complaints'] },
      },
      { path: 'register', component: () => import('./register/RegisterPage.vue') },
      { path: 'profile', component: () => import('./ProfilePage.vue') },
      { path: 'settings', component: () => import('./SettingsPage.vue') },
      { path: 'standing', component: () => import('./StandingPage.vue') },
      { path: 'dissolve', component: () => import('./DissolvePage.vue') },
      {
        path: ':rest(.*)*',
        component: () => import('../../ui/console/ConsoleMissing.vue'),
        props: ({ params }) => ({ home: `/team/${String(params['teamId'])}` }),
      },
    ],
  },
]
