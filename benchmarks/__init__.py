"""What is measured, apart from what is tested: quality against hand readings, and speed."""
