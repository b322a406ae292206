create index household_closed on household (community, registered, id) where closed;
create index household_closed_by_time on household (registered, id) where closed;

-- The best of a city are met along the index of what they are ranked by.
create index worker_by_households on worker (households, id) where on_duty;
create index worker_by_open_tasks on worker (open_tasks, id) where on_duty;
create index worker_by_tasks_done on worker (tasks_done, id) where on_duty;
create index worker_by_task_minutes on worker (task_minutes, id) where on_duty;
create index worker_by_attendance_minutes on worker (attendance_minutes, id) where on_duty;
create index worker_by_points_earned on worker (points_earned, id) where on_duty;
create index worker_by_points_spent on worker (points_spent, id) where on_duty;
create index worker_by_points_balance on worker (points_balance, id) where on_duty;
