"""What is generated from declarations, kept as files so that a reviewer sees a change as a diff."""
