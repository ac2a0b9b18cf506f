import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: () => import('./PortalFrame.vue'),
    meta: { texts: ['portal', 'codes'] },
    children: [
      { path: '', component: () => import('./HomePage.vue') },
      { path: 'projects', component: () => import('./ProjectsPage.vue') },
      { path: 'projects/:projectId', component: () => import('./ProjectPage.vue'), meta: { texts: ['reasons'] } },
      { path: 'teams', component: () => import('./TeamsPage.vue') },
      { path: 'teams/:teamId', component: () => import('./TeamPage.vue'), meta: { texts: ['reasons'] } },
      // Anything unknown, in any area.
      { path: ':rest(.*)*', component: () => import('./NotFoundPage.vue') },
    ],
  },
]
