-- The region is a reviewed field as well.
alter table field_changes drop constraint field_changes_field;
alter table field_changes add constraint field_changes_field check (field in ('region', 'registration_department', 'credit_code',
  'organisation_code', 'certificate', 'application', 'unit_kind', 'categories', 'address', 'point', 'founded_on'));
