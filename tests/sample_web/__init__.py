"""An invented web: outlets that do not exist, with texts written for this project, played night by night."""
