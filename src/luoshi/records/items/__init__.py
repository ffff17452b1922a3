"""The pages that every pipeline has from its declaration: table, board, calendar, funnel, a record, a new one."""
