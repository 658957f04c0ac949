"""The second half of a build: compare, render, search, write. What only looks at the plan is elsewhere."""
