"""Pages and their JSON twins over one record, served by one process."""
