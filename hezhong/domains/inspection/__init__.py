"""Labour inspection (劳动保障监察): filing, investigation, order or penalty, service, performance, the court, closing."""
