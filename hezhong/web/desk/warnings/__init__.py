"""The pages of early warning at the desk: warnings, their subjects, rules, lawful exclusions and special actions."""
